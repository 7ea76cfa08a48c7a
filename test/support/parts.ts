import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'

/** The parts of a machine that some tests need and a machine may lack. */
export type Part = 'kafka' | 'clickhouse' | 'chromium' | 'uws'

/** For every part, null when it is there, else one sentence that says what is missing. */
export type MissingParts = Record<Part, string | null>

/** Looks at the machine, and at the Node that runs this. */
export async function findMissingParts(): Promise<MissingParts> {
  return {
    kafka: process.env.KAFKA_BROKERS || hasKcat() ? null : 'no Kafka: set KAFKA_BROKERS, or install kcat',
    clickhouse:
      process.env.TEST_CLICKHOUSE_URL || enginePython()
        ? null
        : 'no ClickHouse: set TEST_CLICKHOUSE_URL, or run scripts/clickhouse-engine.sh',
    chromium: findChromium() ? null : 'no Chromium: install chromium, or set CHROMIUM_PATH',
    uws: await whyNoUws(),
  }
}

/** A Python that has ClickHouse's engine as a library (scripts/clickhouse-engine.sh); undefined: there is none. */
export function enginePython(): string | undefined {
  const python = join(import.meta.dirname, '../../.data/clickhouse/bin/python')
  return existsSync(python) ? python : undefined
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
