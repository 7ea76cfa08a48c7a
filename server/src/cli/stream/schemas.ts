import { writeFileSync } from 'node:fs'
import {
  compareFingerprints,
  declaredFingerprints,
  FINGERPRINTS_FILE,
  releasedFingerprints,
} from '../../stream/index.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Holds the declared schemas against those that were released; `apply` writes down what is new. */
export function checkSchemas(apply: boolean): number {
  const [declared, released] = [declaredFingerprints(), releasedFingerprints()]
  const { added, broken } = compareFingerprints(declared, released)
  for (const name of broken) say(`${name} was released otherwise: a changed payload is a new version.`)
  for (const name of added) say(`${name} is new.`)
  if (broken.length > 0) return 1
  if (apply && added.length > 0) writeFileSync(FINGERPRINTS_FILE, `${JSON.stringify(declared, null, 2)}\n`)
  say(apply ? `${added.length} written down.` : `${Object.keys(released).length} released, ${added.length} new.`)
  return added.length > 0 && !apply ? 1 : 0
}
