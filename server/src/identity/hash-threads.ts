import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** With a hash: whether the password fits it; without one: its hash. */
export interface HashJob {
  readonly password: string
  readonly hash?: string
}
export type HashAnswer = { readonly value: string | boolean } | { readonly failure: string }

const PROGRAM = join(import.meta.dirname, 'hash-thread.ts')

/**
 * Threads that hash, started when they are needed first and kept. They are not libuv's: those have the priority of the
 * event loop, and files and names would wait behind hashes. Who asks sees to it that no more ask at once than shall hash.
 */
export class HashThreads {
  private idle: Worker[] = []

  /** Throws when the hash that is to be compared with is none, or the thread has died. */
  async run(job: HashJob): Promise<string | boolean> {
    const thread = this.idle.pop() ?? this.newThread()
    thread.ref()
    const answer = await answerOf(thread, job)
    // An idle thread keeps no process alive.
    thread.unref()
    this.idle.push(thread)
    if ('failure' in answer) throw new Error(answer.failure)
    return answer.value
  }

  private newThread(): Worker {
    // Nothing of how this process was started: the program needs no loader and no flags.
    const thread = new Worker(PROGRAM, { execArgv: [], name: 'hash' })
    // Whoever waits is told; if nobody does, the next one gets a new thread.
    thread.on('error', () => undefined)
    thread.once('exit', () => {
      this.idle = this.idle.filter((other) => other !== thread)
    })
    return thread
  }
}

function answerOf(thread: Worker, job: HashJob): Promise<HashAnswer> {
  return new Promise((resolve, reject) => {
    const answered = (answer: HashAnswer) => {
      thread.off('exit', died)
      resolve(answer)
    }
    const died = (code: number) => {
      thread.off('message', answered)
      reject(new Error(`a thread that hashes ended with ${code}`))
    }
    thread.once('message', answered)
    thread.once('exit', died)
    thread.postMessage(job)
  })
}
