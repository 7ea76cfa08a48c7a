import { type FormEvent, useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'

/** An invite code the server would take now. */
export interface AcceptedInvite {
  readonly code: string
  readonly expiresAt: string | null
  readonly remainingUses: number | null
}

/** Asks for the invite code and has it checked. */
export function InviteForm({ onAccepted }: { onAccepted: (invite: AcceptedInvite) => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [code, setCode] = useState(() => new URLSearchParams(location.search).get('invite')?.slice(0, 64) ?? '')
  const [checking, setChecking] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const check = async (event: FormEvent) => {
    event.preventDefault()
    if (code.trim() === '') return setError(t('landing.inviteBad'))
    setChecking(true)
    setError(null)
    const result = await backend.door.validateInvite(code.trim())
    setChecking(false)
    if (!result.ok) setError(trouble(result.trouble))
    else if (result.value.isValid) onAccepted({ ...result.value, code: result.value.code || code.trim() })
    else setError(t('landing.inviteBad'))
  }

  return (
    <form onSubmit={(event) => void check(event)} noValidate className="space-y-5">
      <Field
        label={t('landing.inviteLabel')}
        data-testid="invite-code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        value={code}
        error={error}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="gold" className="w-full" data-testid="invite-check" disabled={checking}>
        {checking ? t('landing.inviteChecking') : t('landing.inviteCheck')}
      </Button>
    </form>
  )
}
