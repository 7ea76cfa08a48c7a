import { z } from 'zod'
import { amountSchema } from '../money.ts'
import { idParamSchema, isoTimeSchema, pagingSchema } from './common.ts'
import { rewardReasonSchema } from './rewards.ts'

export const JOB_RUN_STATES = ['waiting', 'running', 'done', 'failed', 'skipped'] as const
export const JOB_TROUBLES = ['missed', 'failed', 'slow'] as const

/** A UTC day, from 2000 to 2100. */
export const utcDaySchema = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', 'outside 2000 to 2100')

/** One job's work for one day. */
export const jobRunSchema = z
  .object({
    id: idParamSchema,
    job: z.string(),
    /** The UTC day it is for. */
    businessDate: utcDaySchema,
    shard: z.string(),
    state: z.enum(JOB_RUN_STATES),
    dueAt: isoTimeSchema,
    startedAt: isoTimeSchema.nullable(),
    endedAt: isoTimeSchema.nullable(),
    worked: amountSchema,
    skipped: amountSchema,
    failed: amountSchema,
    /** Pages that failed since the last one that went through. */
    attempts: z.number().int(),
    error: z.string().nullable(),
    /** An admin or a command; null: the timetable. */
    requestedBy: z.string().nullable(),
  })
  .meta({ id: 'JobRun' })
export type JobRun = z.infer<typeof jobRunSchema>

/** A job of the timetable, and how it stands. */
export const jobSchema = z
  .object({
    /** Its name. */
    id: z.string(),
    /** Five fields, UTC. */
    cron: z.string(),
    /** `every`, `latest`, or `within:<minutes>`. */
    catchUp: z.string(),
    /** A day that is done may be done again. */
    repeatable: z.boolean(),
    enabled: z.boolean(),
    changedBy: z.string().nullable(),
    changedAt: isoTimeSchema.nullable(),
    nextRunAt: isoTimeSchema.nullable(),
    /** The latest day that it may be run for by hand; null: it has never been due. */
    lastDueOn: utcDaySchema.nullable(),
    /** The last run that has ended. */
    lastRun: jobRunSchema.nullable(),
    /** The run that is under way. */
    running: jobRunSchema.nullable(),
    trouble: z.enum(JOB_TROUBLES).nullable(),
  })
  .meta({ id: 'Job' })
export type JobRecord = z.infer<typeof jobSchema>

export const jobNameSchema = z.string().regex(/^[a-z][a-z0-9.-]{1,62}$/)
export const jobParams = z.object({ id: jobNameSchema })
export const jobsReply = z.array(jobSchema)
export const jobRunsQuery = z.strictObject({
  ...pagingSchema.shape,
  sort: z.literal('businessDate').default('businessDate'),
  state: z.enum(JOB_RUN_STATES).optional(),
})
export const jobRunsReply = z.array(jobRunSchema)
/** Without a date: the latest day that was due. */
export const jobRunBody = z.strictObject({
  date: utcDaySchema.optional(),
  again: z.boolean().default(false),
  reason: rewardReasonSchema,
})
export const jobDryRunBody = z.strictObject({ date: utcDaySchema.optional() })
/** What a run would come to; not `complete`: the time was over before the end. */
export const jobDryRunReply = z.object({
  businessDate: utcDaySchema,
  worked: amountSchema,
  skipped: amountSchema,
  failed: amountSchema,
  complete: z.boolean(),
})
export type JobDryRun = z.infer<typeof jobDryRunReply>
export const jobSwitchBody = z.strictObject({ enabled: z.boolean(), reason: rewardReasonSchema })
