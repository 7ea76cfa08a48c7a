import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useSending } from '../../api/use-sending.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { saveFile } from '../history/save-file.ts'

/** One's own data to take along, and the way out. */
export function DataCard() {
  const { t } = useText()
  const [leaving, setLeaving] = useState(false)
  return (
    <Card title={t('data.title')} lead={t('data.lead')}>
      <ExportButton />
      <div className="mt-6 border-t border-white/10 pt-5">
        {leaving ? (
          <LeaveForm onCancel={() => setLeaving(false)} />
        ) : (
          <Button look="danger" data-testid="leave-open" onClick={() => setLeaving(true)}>
            {t('data.leave')}
          </Button>
        )}
      </div>
    </Card>
  )
}

function ExportButton() {
  const text = useText()
  const { backend } = useSession()
  const { busy, failure, send } = useSending<Blob>()
  const save = async () => {
    const file = await send(backend.account.exportData)
    if (file.ok) saveFile(file.value, `casino-club-${new Date().toISOString().slice(0, 10)}.json`)
  }
  return (
    <>
      <Button disabled={busy} data-testid="export-data" onClick={() => void save()}>
        {text.t(busy ? 'data.exporting' : 'data.export')}
      </Button>
      <FormError>{failure && wordFailure(failure, text)}</FormError>
    </>
  )
}

function LeaveForm({ onCancel }: { onCancel: () => void }) {
  const text = useText()
  const { t } = text
  const { backend, end } = useSession()
  const notify = useNotify()
  const navigate = useNavigate()
  const { busy, failure, send } = useSending<{ deletionAt: string }>()
  const [password, setPassword] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return
    const left = await send(() => backend.account.leave(password))
    if (!left.ok) return
    end(null)
    notify((words) => words.t('data.left', { day: words.day(left.value.deletionAt) }))
    void navigate('/login', { replace: true })
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <p className="text-sm text-mist">{t('data.leaveLead')}</p>
      <Field
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        data-testid="leave-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <FormError>{failure && wordFailure(failure, text)}</FormError>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="danger" data-testid="leave-submit" disabled={busy || password === ''}>
          {t('data.leaveSubmit')}
        </Button>
        <Button onClick={onCancel}>{t('account.cancel')}</Button>
      </div>
    </form>
  )
}
