// Installs exactly what the lock file says, unless that has been done already.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('.', import.meta.url).pathname;
const mark = `${folder}node_modules/.installed`;
const wanted = createHash('sha256').update(readFileSync(`${folder}package-lock.json`)).digest('hex');

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
  const npm = spawnSync('npm', ['ci', '--prefer-offline', '--ignore-scripts', '--no-progress'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (npm.status !== 0) {
    process.exit(npm.status ?? 1);
  }
  writeFileSync(mark, wanted);
}
