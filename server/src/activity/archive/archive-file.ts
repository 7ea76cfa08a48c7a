import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'

const deflate = promisify(gzip)
const inflate = promisify(gunzip)

const partSchema = z.object({
  rows: z.number().int().min(1),
  bytes: z.number().int().min(1),
  /** Of the lines, not of the compressed bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  lastUserId: z.number().int(),
  lastEventId: z.uuid(),
})
/** A part of a file: a gzip member of its own, so that each can be read alone and all of them as one. */
export type ArchivePart = z.infer<typeof partSchema>

const manifestSchema = z.object({
  table: z.literal('user_actions'),
  month: z.iso.date(),
  rows: z.number().int().min(0),
  bytes: z.number().int().min(0),
  exportedAt: z.iso.datetime(),
  parts: z.array(partSchema),
})
export type ArchiveManifest = z.infer<typeof manifestSchema>

/** What is in a file is not what was written into it. */
export class ArchiveDamaged extends Error {
  override readonly name = 'ArchiveDamaged'
}

const sum = (parts: readonly ArchivePart[], of: 'rows' | 'bytes'): number =>
  parts.reduce((total, part) => total + part[of], 0)
export const rowsOf = (parts: readonly ArchivePart[]): number => sum(parts, 'rows')
export const bytesOf = (parts: readonly ArchivePart[]): number => sum(parts, 'bytes')

const nameOf = (month: string): string => `user_actions_${month.slice(0, 7).replace('-', '')}`
const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')

/** The file of a month: gzip over lines of JSON, and beside it the manifest that says that it is whole. */
export class ArchiveFile {
  readonly path: string
  readonly manifestPath: string
  private readonly dir: string
  private readonly month: string

  /** `month`: its first day, `YYYY-MM-DD`. */
  constructor(dir: string, month: string) {
    this.dir = dir
    this.month = month
    this.path = join(dir, `${nameOf(month)}.ndjson.gz`)
    this.manifestPath = join(dir, `${nameOf(month)}.json`)
  }

  /** Whether the file has as much as these parts at least: another machine's disk does not. */
  async holds(parts: readonly ArchivePart[]): Promise<boolean> {
    if (parts.length === 0) return true
    try {
      return await this.within('r', async (file) => (await file.stat()).size >= bytesOf(parts))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  }

  /** Writes a part behind others, over whatever a process that died has left there, to the disk; and reads it back. */
  async append(
    parts: readonly ArchivePart[],
    lines: readonly string[],
    last: Pick<ArchivePart, 'lastUserId' | 'lastEventId'>,
  ): Promise<ArchivePart> {
    const text = lines.map((line) => `${line}\n`).join('')
    const packed = await deflate(text)
    const part = { rows: lines.length, bytes: packed.length, sha256: sha256(text), ...last }
    await mkdir(this.dir, { recursive: true, mode: 0o700 })
    const at = bytesOf(parts)
    await this.within('a', async () => undefined)
    await this.within('r+', async (file) => {
      await file.truncate(at)
      await file.write(packed, 0, packed.length, at)
      await file.sync()
    })
    await this.read([...parts, part], parts.length)
    return part
  }

  /** The lines of one part; throws `ArchiveDamaged` where they are not what was written. */
  async read(parts: readonly ArchivePart[], index: number): Promise<string[]> {
    const part = parts[index]
    if (part === undefined) throw new RangeError(`there is no part ${index}`)
    const packed = Buffer.alloc(part.bytes)
    const { bytesRead } = await this.within('r', (file) =>
      file.read(packed, 0, part.bytes, bytesOf(parts.slice(0, index))),
    )
    const text = await inflate(packed.subarray(0, bytesRead)).catch(() => undefined)
    if (text === undefined || sha256(text) !== part.sha256) {
      throw new ArchiveDamaged(`part ${index + 1} of ${this.path} is not what was written`)
    }
    const lines = text.toString('utf8').split('\n').slice(0, -1)
    if (lines.length !== part.rows) throw new ArchiveDamaged(`part ${index + 1} of ${this.path} has other rows`)
    return lines
  }

  /** Says that the file is whole, in one step. */
  async conclude(parts: readonly ArchivePart[], nowMs: number): Promise<ArchiveManifest> {
    const manifest: ArchiveManifest = {
      ...{ table: 'user_actions', month: this.month, rows: rowsOf(parts), bytes: bytesOf(parts) },
      ...{ exportedAt: new Date(nowMs).toISOString(), parts: [...parts] },
    }
    await mkdir(this.dir, { recursive: true, mode: 0o700 })
    const draft = `${this.manifestPath}.new`
    await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
    await rename(draft, this.manifestPath)
    return manifest
  }

  /** Undefined: there is none. */
  async manifest(): Promise<ArchiveManifest | undefined> {
    const text = await readFile(this.manifestPath, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (text === undefined) return undefined
    const parsed = manifestSchema.safeParse(jsonOf(text))
    if (!parsed.success || parsed.data.month !== this.month) {
      throw new ArchiveDamaged(`${this.manifestPath} is no manifest of this month`)
    }
    return parsed.data
  }

  private async within<T>(flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
    const file = await open(this.path, flags, 0o600)
    try {
      return await work(file)
    } finally {
      await file.close()
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
