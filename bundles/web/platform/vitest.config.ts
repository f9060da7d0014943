import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

/** Components are tested in the browser that the machine has: a real shadow DOM, real focus. */
export default defineConfig({
  optimizeDeps: {
    include: [
      '@vaadin/app-layout',
      '@vaadin/button',
      '@vaadin/checkbox',
      '@vaadin/combo-box',
      '@vaadin/dialog',
      '@vaadin/menu-bar',
      '@vaadin/notification',
      '@vaadin/progress-bar',
      '@vaadin/select',
      '@vaadin/side-nav',
      '@vaadin/tabs',
      '@vaadin/text-area',
      '@vaadin/text-field',
      '@vaadin/router',
      'lit',
      'lit/decorators.js',
      'lit/directives/repeat.js',
      'lucide',
      'openapi-fetch',
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
          args: ['--no-sandbox'],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
