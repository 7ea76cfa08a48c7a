import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, filesUnder, hashFiles, ROOT, readStamp, Stop } from './project.mjs'

const APPS = ['client', 'admin']

/** Builds the web apps whose sources changed since their last build; the hash of the sources lies in the result. */
export function ensureWebApps(node) {
  const common = [...filesUnder(join(ROOT, 'shared')), join(ROOT, 'pnpm-lock.yaml'), join(ROOT, 'tsconfig.base.json')]
  for (const app of APPS) {
    const folder = join(ROOT, app)
    if (!existsSync(join(folder, 'index.html'))) continue
    const stamp = join(folder, 'dist', '.casino-build')
    const wanted = hashFiles([...filesUnder(folder), ...common])
    if (readStamp(stamp) === wanted) continue
    console.log(`Building the web app in ${app}/ …`)
    build(node, folder)
    writeFileSync(stamp, wanted)
  }
}

function build(node, folder) {
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: childEnvironment({ NODE_ENV: 'production' }),
  })
  if (status !== 0) throw new Stop(`The web app in ${folder} could not be built; the reason is above.`)
}
