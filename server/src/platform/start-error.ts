/**
 * The server cannot start, for a reason that its operator can mend. The message is one plain sentence that says what to
 * do; `main.ts` prints it without a stack and exits with 1.
 */
export class StartError extends Error {
  override readonly name = 'StartError'
}
