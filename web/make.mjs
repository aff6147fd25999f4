// Called by the server's build when an input is newer than the stamp: installs what the lock file names (only when that
// changed), checks the types, bundles, and writes the stamp. Two builds at once are safe: the second waits for the first.
//   node make.mjs STAMP
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const stamp = path.resolve(process.argv[2] ?? path.join(here, '../artifacts/web/built.stamp'));
const folder = path.dirname(stamp);
const lock = path.join(folder, 'lock');
const installed = path.join(here, 'node_modules', '.installed-from');
const manifest = path.resolve(here, '../src/Noroshi.Server/wwwroot/manifest.json');

const hashOf = (...files) => files.reduce((hash, file) => hash.update(file.slice(here.length)).update(readFileSync(file)), createHash('sha256')).digest('hex');
const filesUnder = (dir) => readdirSync(dir, { withFileTypes: true })
  .filter((entry) => entry.name !== 'node_modules')
  .flatMap((entry) => entry.isDirectory() ? filesUnder(path.join(dir, entry.name)) : [path.join(dir, entry.name)])
  .sort();
const text = (file) => existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function isAbandoned() {
  const owner = Number(text(path.join(lock, 'pid')));
  if (!owner) return existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 10_000;
  try { process.kill(owner, 0); return false; } catch (error) { return error.code === 'ESRCH'; }
}

function takeLock() {
  mkdirSync(folder, { recursive: true });
  for (const end = Date.now() + 300_000; ; sleep(200)) {
    try { mkdirSync(lock); writeFileSync(path.join(lock, 'pid'), String(process.pid)); return; }
    catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
      else if (Date.now() > end) throw new Error(`Another build has held ${lock} for five minutes.`);
    }
  }
}

function install() {
  const wanted = hashOf(path.join(here, 'package-lock.json'));
  if (text(installed) === wanted) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  writeFileSync(installed, wanted);
}

takeLock();
try {
  const wanted = hashOf(...filesUnder(here));
  if (text(stamp) !== wanted || !existsSync(manifest)) {
    install();
    execFileSync(process.execPath, [path.join(here, 'node_modules/typescript/bin/tsc'), '--noEmit'], { cwd: here, stdio: 'inherit' });
    const { bundle } = await import('./build.mjs');
    await bundle();
  }
  writeFileSync(stamp, wanted + '\n');
} finally {
  rmSync(lock, { recursive: true, force: true });
}
