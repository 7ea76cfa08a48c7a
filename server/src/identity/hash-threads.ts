import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** With a hash: whether the password fits it; without one: its hash. */
export interface HashJob {
  readonly password: string
  readonly hash?: string
}
export type HashAnswer = { readonly value: string | boolean } | { readonly failure: string }

interface Waiting {
  readonly job: HashJob
  readonly resolve: (value: string | boolean) => void
  readonly reject: (error: unknown) => void
}

/** How many threads work at once, and how many jobs each of them takes at most where as many wait for it. */
export interface HashPace {
  readonly threads: number
  readonly jobsEach: number
  /** The part of its time that a thread works, above 0 to 1: after its jobs it rests for the others' sake. */
  readonly share: number
}

const PROGRAM = join(import.meta.dirname, 'hash-thread.ts')

/**
 * Threads that hash, started when they are needed first and kept. They are not libuv's: those have the priority of the
 * event loop, and files and names would wait behind hashes. Jobs are begun in the order in which they came; those that a
 * thread takes together, its share of what waits, are answered together, so that the event loop is woken once for them.
 */
export class HashThreads {
  private readonly pace: () => HashPace
  private readonly begin: () => Worker
  private readonly rest: (ms: number) => Promise<unknown>
  private readonly waiting: Waiting[] = []
  private idle: Worker[] = []
  private working = 0

  /** `pace` is asked whenever jobs can begin. */
  constructor(pace: () => HashPace, begin: () => Worker = beginThread, rest = restFor) {
    this.pace = pace
    this.begin = begin
    this.rest = rest
  }

  /** Throws when the hash that is to be compared with is none, or the thread cannot start or has died. */
  run(job: HashJob): Promise<string | boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ job, resolve, reject })
      this.start()
    })
  }

  private start(): void {
    const { threads, jobsEach } = this.pace()
    while (this.waiting.length > 0 && this.working < threads) {
      const share = Math.min(jobsEach, Math.ceil(this.waiting.length / threads))
      this.working++
      void this.workAndRest(this.waiting.splice(0, share))
    }
  }

  private async workAndRest(taken: readonly Waiting[]): Promise<void> {
    const beganMs = performance.now()
    await this.work(taken)
    const { share } = this.pace()
    if (share < 1) await this.rest((performance.now() - beganMs) * (1 / share - 1))
    this.working--
    this.start()
  }

  private async work(taken: readonly Waiting[]): Promise<void> {
    try {
      const thread = this.idle.pop() ?? this.newThread()
      thread.ref()
      const answers = await answersOf(
        thread,
        taken.map(({ job }) => job),
      )
      // An idle thread keeps no process alive.
      thread.unref()
      this.idle.push(thread)
      for (const [index, { resolve, reject }] of taken.entries()) {
        const answer = answers[index] ?? { failure: 'a thread that hashes gave no answer' }
        if ('failure' in answer) reject(new Error(answer.failure))
        else resolve(answer.value)
      }
    } catch (error) {
      for (const { reject } of taken) reject(error)
    }
  }

  private newThread(): Worker {
    const thread = this.begin()
    // Whoever waits is told; if nobody does, the next one gets a new thread.
    thread.on('error', () => undefined)
    thread.once('exit', () => {
      this.idle = this.idle.filter((other) => other !== thread)
    })
    return thread
  }
}

/** No process is kept alive for it. */
const restFor = (ms: number): Promise<unknown> => sleep(ms, undefined, { ref: false })

/** With nothing of how this process was started: the program needs no loader and no flags. */
const beginThread = (): Worker => new Worker(PROGRAM, { execArgv: [], name: 'hash' })

function answersOf(thread: Worker, jobs: readonly HashJob[]): Promise<readonly HashAnswer[]> {
  return new Promise((resolve, reject) => {
    const answered = (answers: readonly HashAnswer[]) => {
      thread.off('exit', died)
      resolve(answers)
    }
    const died = (code: number) => {
      thread.off('message', answered)
      reject(new Error(`a thread that hashes ended with ${code}`))
    }
    thread.once('message', answered)
    thread.once('exit', died)
    thread.postMessage(jobs)
  })
}
