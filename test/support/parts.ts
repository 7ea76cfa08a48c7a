import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { findChromium } from './chromium.ts'

/** The parts of a machine that some tests need and a machine may lack. */
export type Part = 'kafka' | 'chromium' | 'uws'

/** For every part, null when it is there, else one sentence that says what is missing. */
export type MissingParts = Record<Part, string | null>

/** Looks at the machine, and at the Node that runs this. */
export async function findMissingParts(): Promise<MissingParts> {
  return {
    kafka: process.env.KAFKA_BROKERS || hasKcat() ? null : 'no Kafka: set KAFKA_BROKERS, or install kcat',
    chromium: findChromium() ? null : 'no Chromium: install chromium, or set CHROMIUM_PATH',
    uws: await whyNoUws(),
  }
}

function hasKcat(): boolean {
  return spawnSync('kcat', ['-V'], { stdio: 'ignore' }).status === 0
}

async function whyNoUws(): Promise<string | null> {
  const server = createRequire(new URL('../../server/package.json', import.meta.url))
  try {
    server('uWebSockets.js')
    return null
  } catch {
    return 'uWebSockets.js does not load here (on Linux it needs glibc 2.38 or later)'
  }
}
