import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** A reason to end with one plain sentence and no stack. */
export class Stop extends Error {
  name = 'Stop'
}

/** All files under `folder`, sorted, without what is installed or built there. */
export function filesUnder(folder) {
  const files = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) files.push(...filesUnder(path))
    else if (entry.isFile()) files.push(path)
  }
  return files.sort()
}

/** One hash over names and contents. */
export function hashFiles(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const name = relative(ROOT, file).split(sep).join('/')
    hash.update(`${name}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** What a stamp file says, or null when there is none. */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/**
 * The environment for everything started from here: Node options of the user are meant for another Node and may stop this
 * one from starting; plain `node` shall mean the project's own.
 */
export function childEnvironment(more = {}) {
  const { NODE_OPTIONS, NODE_PATH, ...rest } = process.env
  const path = [join(ROOT, 'node_modules', '.bin'), rest.PATH]
    .filter(Boolean)
    .join(process.platform === 'win32' ? ';' : ':')
  return { ...rest, PATH: path, ...more }
}
