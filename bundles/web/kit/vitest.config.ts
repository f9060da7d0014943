import { defineConfig } from 'vitest/config';
import { tests } from './build/tests.ts';

export default defineConfig(tests);
