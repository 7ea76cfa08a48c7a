import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { childEnvironment, ROOT, Stop } from './project.mjs'

/** A second signal within this time is the same wish, once from the terminal and once passed on by npm. */
const SAME_WISH_MS = 1_000
const PARENT_POLL_MS = 250

/** The Node that runs the project: its own, or another one named by CASINO_NODE. The file itself, so signals reach it. */
export function projectNode() {
  const node = process.env.CASINO_NODE || join(ROOT, 'node_modules', 'node', 'bin', 'node')
  if (!existsSync(node)) throw new Stop(`There is no Node at ${node}; check CASINO_NODE or delete node_modules.`)
  return realpathSync(node)
}

/** Runs a program in the foreground until it ends by itself; answers its exit code. */
export function runToEnd(node, args) {
  // In the same process group: whoever kills the group kills the program too.
  const child = spawn(node, args, { cwd: ROOT, stdio: 'inherit', env: childEnvironment() })
  passOnSignals(child)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/** Lets the child finish its shutdown: this process only passes signals on, and leaves when the child has left. */
function passOnSignals(child) {
  let passedOnAt = Number.NEGATIVE_INFINITY
  const passOn = (signal) => {
    // Ctrl-C in a terminal has reached the child already.
    if (signal === 'SIGINT' && process.stdin.isTTY) return
    if (performance.now() - passedOnAt < SAME_WISH_MS) return
    passedOnAt = performance.now()
    child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn)
  whenNpmIsGone(() => passOn('SIGTERM'))
}

/** npm hands a signal to the shell between it and this process, and the shell dies of it without a word. */
function whenNpmIsGone(stop) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, PARENT_POLL_MS)
  timer.unref()
}
