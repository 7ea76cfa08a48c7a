import { hash } from 'node:crypto'

const VERSION_AT = 12
const VARIANT_AT = 16

/** The command id of a line of an import: a UUID (version 8) made from both, so that a line is one command for ever. */
export function lineCommandId(importId: string, line: number): string {
  const digits = [...hash('sha256', `reward-import ${importId} ${line}`, 'hex').slice(0, 32)]
  digits[VERSION_AT] = '8'
  digits[VARIANT_AT] = 'a'
  const text = digits.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
