// Bundles styles/app.css and islands/app.ts into the server's wwwroot. Every file name carries a hash of its content,
// so browsers may keep it for ever; manifest.json tells the server today's names.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(here, '../src/Noroshi.Server/wwwroot');
const assets = path.join(out, 'assets');

export async function bundle() {
  mkdirSync(assets, { recursive: true });
  const result = await build({
    absWorkingDir: here,
    entryPoints: { app: 'islands/app.ts', style: 'styles/app.css' },
    outdir: assets,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
    loader: { '.woff2': 'file', '.svg': 'file' },
    metafile: true,
    legalComments: 'none',
  });

  const files = Object.keys(result.metafile.outputs).map((file) => path.basename(file));
  const one = (pattern) => files.find((file) => pattern.test(file));
  const manifest = {
    script: one(/^app-\w+\.js$/),
    style: one(/^style-\w+\.css$/),
    fonts: files.filter((file) => file.endsWith('.woff2')).sort(),
  };
  copyFileSync(path.join(here, 'icon.svg'), path.join(out, 'icon.svg'));
  writeFileSync(path.join(out, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n');
  // Yesterday's names go last, so that a server reading the old manifest is never without its files.
  for (const file of readdirSync(assets)) if (!files.includes(file)) rmSync(path.join(assets, file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle();
