/** How a web application of ours is built: one place for both. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** Packages that our style sheets import: Vite puts them into the style sheet, and they are no modules of the bundle. */
const STYLES = ['@vaadin/aura'];

/** Fonts that are shipped, by the beginning of their file's name, and the licence whose text has to go with them. */
const FONTS: Record<string, { licence: string; text: string }> = {
  InstrumentSans: { licence: 'OFL-1.1', text: 'OFL-InstrumentSans.txt' },
};

/** Writes licences.txt: every package of which something is in the bundle, and every font, with its licence. */
function licences(): Plugin {
  const folders = new Set(STYLES.map((name) => here(`../../node_modules/${name}`)));
  return {
    name: 'rattache-licences',
    apply: 'build',
    generateBundle() {
      for (const module of this.getModuleIds()) {
        const folder = packageFolder(module);
        if (folder) {
          folders.add(folder);
        }
        const imported = !folder && extname(module) === '.css' ? packagesOfStyle(module) : [];
        for (const name of imported) {
          if (!STYLES.includes(name)) {
            this.error(`${module} imports ${name}: name it in STYLES, so that its licence is shipped.`);
          }
        }
      }
      const texts = [...folders].sort().map(licenceText);
      const fonts = Object.entries(FONTS).map(([name, { licence, text }]) => entry(name, licence, readFileSync(here(text), 'utf8')));
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: [...texts, ...fonts].join('\n') });
    },
    writeBundle(options) {
      for (const file of filesBelow(options.dir ?? '').map((path) => basename(path))) {
        const named = Object.keys(FONTS).some((name) => file.startsWith(`${name}-`) || file.startsWith(`${name}.`));
        if (/\.(woff2?|[ot]tf|eot)$/.test(file) && !named) {
          this.error(`${file} is shipped: name the font in FONTS, so that its licence is shipped.`);
        }
      }
    },
  };
}

/** A path that is seen from this file. */
function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** The packages that a style sheet of ours imports; the address of one of ours begins with a dot. */
function packagesOfStyle(file: string): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(/@import\s+(?:url\(\s*)?['"]((?:@[^/'"]+\/)?[^/'"]+)/g);
  return [...imports].map(([, name]) => name ?? '').filter((name) => !name.startsWith('.'));
}

function packageFolder(module: string): string | undefined {
  const match = /^[^?]*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.replace(/^\0/, ''));
  return match?.[0];
}

function licenceText(folder: string): string {
  const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8') : '(no text in the package)';
  return entry(`${description.name} ${description.version}`, description.license, text);
}

function entry(what: string, licence: string, text: string): string {
  const line = '-'.repeat(80);
  return `${line}\n${what}: ${licence}\n${line}\n${text.trim()}\n`;
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
