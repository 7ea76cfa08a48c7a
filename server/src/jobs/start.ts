import { Alarms } from '../platform/alarms.ts'
import type { Log } from '../platform/log.ts'
import type { Bus } from '../platform/postgres/bus.ts'
import type { JobRunner } from './runner.ts'
import type { Timetable } from './timetable.ts'

const ARM_MS = 300_000

/**
 * Works off the timetable in this process: now, every five minutes, when Redis rings, and when somebody asks for a run. Any
 * of them alone is enough; Redis only makes it punctual, and is set again every five minutes.
 */
export function startTimetable(
  { runner, timetable, bus, log }: { runner: JobRunner; timetable: Timetable; bus: Bus; log: Log },
  redisUrl: string,
): { stop(): Promise<void> } {
  const wake = () => runner.wake()
  const alarms = new Alarms({ redisUrl, alarms: timetable.jobs, ring: wake, log })
  const deafen = bus.on('jobs', wake)
  bus.onResync(wake)
  runner.start()
  alarms.armSafely()
  const timer = setInterval(() => alarms.armSafely(), ARM_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      deafen()
      await alarms.stop()
      await runner.stop()
    },
  }
}
