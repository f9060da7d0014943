import { defineConfig } from 'vite';
import { application } from '../kit/build/application.ts';

export default defineConfig(application('platform'));
