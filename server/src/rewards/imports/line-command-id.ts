import { idFromWords } from '../../platform/ids.ts'

/** The command id of a line of an import, made from both, so that a line is one command for ever. */
export const lineCommandId = (importId: string, line: number): string =>
  idFromWords(`reward-import ${importId} ${line}`)
