// A test runner as small as it can be: checks by name, one closing line with the numbers.
import { mkdirSync } from 'node:fs';
import { launch, logIn, visit } from './browser.mjs';

const checks = [];

/** Adds a check. It fails when it throws. */
export function check(name, run) {
  checks.push({ name, run });
}

/**
 * Runs the checks that were added, each with a browser context of its own.
 *
 * @param world where the server is and who can log in: base, users, screenshots
 */
export async function runChecks(world) {
  mkdirSync(world.screenshots, { recursive: true });
  const browser = await launch();
  let passed = 0;
  const failed = [];
  const chosen = checks.filter(({ name }) => !world.only.length || world.only.some((part) => name.includes(part)));
  for (const { name, run } of chosen) {
    const contexts = [];
    const kept = async (coming) => {
      const visitor = await coming;
      contexts.push(visitor);
      return visitor;
    };
    const tools = {
      browser,
      enter: (user, options) => kept(logIn(browser, world.base, world.users[user], options)),
      visit: (options) => kept(visit(browser, world.base, options)),
    };
    const begin = Date.now();
    try {
      await run({ ...world, ...tools });
      const faults = contexts.flatMap((one) => one.faults);
      if (faults.length) {
        throw new Error(`errors in the page:\n  ${faults.join('\n  ')}`);
      }
      passed++;
      console.log(`ok      ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)`);
    } catch (failure) {
      failed.push(name);
      const lines = String(failure.stack ?? failure).split('\n').filter((line) => !/\[err\]|node_modules/.test(line));
      console.log(`FAILED  ${name}\n        ${lines.slice(0, 12).join('\n        ')}`);
      const page = contexts.at(-1)?.context.pages().at(-1);
      await page?.screenshot({ path: `${world.screenshots}/failed-${failed.length}.png` }).catch(() => {});
    } finally {
      for (const { context } of contexts) {
        await context.close();
      }
    }
  }
  await browser.close();
  console.log(`Browser checks: ${passed} passed, ${failed.length} failed`);
  return failed.length === 0;
}
