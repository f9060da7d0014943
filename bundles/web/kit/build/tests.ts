/** How the component tests run: in Debian's Chromium, with a line at the end that counts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import type { Reporter, TestModule } from 'vitest/node';
import type { ViteUserConfig } from 'vitest/config';

export const tests: ViteUserConfig = {
  optimizeDeps: {
    // Named, so that the first run does not start anew when it meets them.
    include: [
      'lit',
      'lit/decorators.js',
      'lit/directives/repeat.js',
      'lucide',
      'openapi-fetch',
      '@vaadin/app-layout',
      '@vaadin/button',
      '@vaadin/checkbox',
      '@vaadin/combo-box',
      '@vaadin/combo-box/lit.js',
      '@vaadin/details',
      '@vaadin/dialog',
      '@vaadin/grid',
      '@vaadin/grid/lit.js',
      '@vaadin/menu-bar',
      '@vaadin/notification',
      '@vaadin/progress-bar',
      '@vaadin/select',
      '@vaadin/side-nav',
      '@vaadin/text-area',
      '@vaadin/text-field',
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    // Machines that run tests are shared.
    testTimeout: 60_000,
    reporters: ['default', counting()],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      connectTimeout: 180_000,
      provider: playwright({
        launchOptions: {
          executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
          args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
        },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
};

/** The closing line: "N passed, N failed". */
function counting(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[]) {
      const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
      const count = (state: string) => states.filter((one) => one === state).length;
      const line = `component tests: ${count('passed')} passed, ${count('failed')} failed`;
      console.log(line);
      mkdirSync('target', { recursive: true });
      writeFileSync('target/component-tests.log', `${line}\n`);
    },
  };
}
