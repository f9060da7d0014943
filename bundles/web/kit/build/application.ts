/** How a web application of ours is built: one place for both. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin, UserConfig } from 'vite';

/** The configuration of Vite for the application that is served at /name/. */
export function application(name: string): UserConfig {
  return {
    base: `/${name}/`,
    publicDir: 'public',
    build: {
      outDir: 'target/classes/web',
      emptyOutDir: true,
      target: ['chrome125', 'firefox128', 'safari17.4'],
      modulePreload: { polyfill: false },
      // A font inside of the style sheet could not be cached alone.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
    plugins: [licences(), compressed()],
    // npm run dev and npx vite preview: the API of a running server, http://127.0.0.1:8181 unless RATTACHE says otherwise.
    server: {
      // The server compares Origin with Host, so Host stays what the browser has sent.
      proxy: { '/api': { target: process.env['RATTACHE'] ?? 'http://127.0.0.1:8181', changeOrigin: false } },
    },
  };
}

/** Writes licences.txt: every package of which something is in the bundle, with its licence. */
function licences(): Plugin {
  const folders = new Set<string>();
  return {
    name: 'rattache-licences',
    apply: 'build',
    generateBundle() {
      for (const module of this.getModuleIds()) {
        const folder = packageFolder(module);
        if (folder) {
          folders.add(folder);
        }
      }
      const texts = [...folders].sort().map(licenceText);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join('\n') });
    },
  };
}

function packageFolder(module: string): string | undefined {
  const match = /^[^?]*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.replace(/^\0/, ''));
  return match?.[0];
}

function licenceText(folder: string): string {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : '(no text in the package)';
  const line = '-'.repeat(80);
  return `${line}\n${description.name} ${description.version}: ${description.license}\n${line}\n${text}\n`;
}

/** Writes a .br and a .gz beside every text, so that the server compresses nothing. */
function compressed(): Plugin {
  const texts = new Set(['.js', '.css', '.html', '.svg', '.txt', '.json']);
  return {
    name: 'rattache-compressed',
    apply: 'build',
    writeBundle(options) {
      for (const file of filesBelow(options.dir ?? '')) {
        if (texts.has(extname(file))) {
          const content = readFileSync(file);
          const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
          writeFileSync(`${file}.br`, brotliCompressSync(content, best));
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        }
      }
    },
  };
}

function filesBelow(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? dirname(folder), entry.name))
    : [];
}
