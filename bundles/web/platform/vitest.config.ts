import { defineConfig } from 'vitest/config';
import { tests } from '../kit/build/tests.ts';

export default defineConfig(tests);
