// The mails that the server has written, as their receivers would read them. They stand in its data folder, beside DEPLOY, the
// folder of plug-ins; without that there are none to read.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { until } from './rest.mjs';

const { DEPLOY } = process.env;

export const hasMails = Boolean(DEPLOY);

const folder = () => join(dirname(DEPLOY), 'data', 'mail');

async function newestFirst() {
  const files = await readdir(folder()).catch(() => []);
  return files.filter((name) => name.endsWith('.eml')).sort().reverse();
}

/** Links are ASCII: to find them it is enough to undo the soft line breaks of quoted-printable. */
async function read(name) {
  return (await readFile(join(folder(), name), 'utf8')).replace(/=\r?\n/g, '').replaceAll('=3D', '=');
}

/**
 * Waits for a mail to somebody with a link.
 *
 * @param begin of the link's path, such as /platform/activation/
 * @param words that the mail holds as well, ASCII alone
 * @returns the path of the link, in the newest such mail
 */
export function linkInMail(receiver, begin, words = '') {
  const link = new RegExp(`${begin}[\\w.~-]+/?`);
  return until(async () => {
    for (const name of await newestFirst()) {
      const mail = await read(name);
      const found = mail.includes(receiver) && mail.includes(words) && link.exec(mail);
      if (found) {
        return found[0];
      }
    }
  });
}
