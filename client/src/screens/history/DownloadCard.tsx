import { useId, useState } from 'react'
import type { ExportFormat } from '../../api/games.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import type { Trouble } from '../../text/translate.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { FormError, inputLook } from '../../ui/Field.tsx'
import { saveFile } from './save-file.ts'

const DAY_MS = 86_400_000
const RANGES = ['30', '90', '365', 'all'] as const
type Range = (typeof RANGES)[number]

const sinceOf = (range: Range): number | null => (range === 'all' ? null : Date.now() - Number(range) * DAY_MS)

/** Fetches a file of one's own plays and hands it to the browser. */
function useDownload() {
  const { backend } = useSession()
  const [busy, setBusy] = useState<ExportFormat | null>(null)
  const [failed, setFailed] = useState<Trouble | null>(null)
  const start = async (format: ExportFormat, range: Range) => {
    if (busy) return
    setBusy(format)
    setFailed(null)
    const file = await backend.plays.export(format, sinceOf(range))
    setBusy(null)
    if (file.ok) saveFile(file.value, `plays-${new Date().toISOString().slice(0, 10)}.${format}`)
    else setFailed(file.trouble)
  }
  return { busy, failed, start }
}

/** One's own results to keep, as a table or as data. */
export function DownloadCard() {
  const { t, trouble } = useText()
  const id = useId()
  const [range, setRange] = useState<Range>('90')
  const { busy, failed, start } = useDownload()
  return (
    <Card title={t('download.title')} lead={t('download.lead')} className="mt-8">
      <div className="flex flex-wrap items-end gap-3">
        <div>
          <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
            {t('download.range')}
          </label>
          <select
            id={id}
            data-testid="download-range"
            value={range}
            onChange={(event) => setRange(RANGES.find((one) => one === event.target.value) ?? '90')}
            className={inputLook}
          >
            {RANGES.map((one) => (
              <option key={one} value={one}>
                {one === 'all' ? t('download.all') : t('download.days', { count: Number(one) })}
              </option>
            ))}
          </select>
        </div>
        {(['csv', 'json'] as const).map((format) => (
          <Button
            key={format}
            data-testid={`download-${format}`}
            aria-busy={busy === format}
            aria-disabled={busy !== null}
            onClick={() => void start(format, range)}
            className="aria-disabled:cursor-wait aria-disabled:opacity-55"
          >
            {busy === format ? t('download.busy') : t(`download.${format}`)}
          </Button>
        ))}
      </div>
      <FormError>{failed && `${t('download.failed')} ${trouble(failed)}`}</FormError>
    </Card>
  )
}
