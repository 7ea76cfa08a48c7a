import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Failure } from '../../api/http.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field, FormError } from '../../ui/Field.tsx'
import type { AcceptedInvite } from './InviteForm.tsx'
import { badFields, fieldOf, SIGNUP_FIELDS, type SignupField } from './signup-fields.ts'

const INPUTS = {
  siteId: { testId: 'signup-site-id', autoComplete: 'username', type: 'text' },
  nickname: { testId: 'signup-nickname', autoComplete: 'nickname', type: 'text' },
  password: { testId: 'signup-password', autoComplete: 'new-password', type: 'password' },
  email: { testId: 'signup-email', autoComplete: 'email', type: 'email' },
} as const

/** What is sent: an address that stays empty is none. */
const filledIn = ({ email, ...rest }: Record<SignupField, string>) => ({
  ...rest,
  ...(email.trim() && { email: email.trim() }),
})

type FieldErrors = Partial<Record<SignupField, string>>

/** Makes the account that the invite code allows; a success logs in. */
export function SignupForm({ invite, onOtherCode }: { invite: AcceptedInvite; onOtherCode: () => void }) {
  const { t, trouble } = useText()
  const { backend, begin } = useSession()
  const navigate = useNavigate()
  const [values, setValues] = useState({ siteId: '', nickname: '', password: '', email: '' })
  const [errors, setErrors] = useState<FieldErrors>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const hintsOf = (fields: readonly SignupField[]) =>
    Object.fromEntries(fields.map((field) => [field, t(`signup.${field}Hint`)])) as FieldErrors

  const refused = (result: Failure) => {
    const field = fieldOf(result.trouble)
    const objected = SIGNUP_FIELDS.filter((name) => result.fields?.includes(name))
    if (field) setErrors({ [field]: trouble(result.trouble) })
    else setErrors(hintsOf(objected))
    setFailure(field ? null : trouble(result.trouble))
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const bad = badFields(values)
    setErrors(hintsOf(bad))
    setFailure(null)
    if (bad.length > 0) return
    setBusy(true)
    const result = await backend.door.signUp({ ...filledIn(values), inviteCode: invite.code })
    setBusy(false)
    if (!result.ok) return refused(result)
    begin(result.value)
    void navigate('/tutorial', { replace: true })
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-5">
      <h2 className="text-2xl">{t('signup.title')}</h2>
      <InviteSummary invite={invite} onOtherCode={onOtherCode} />
      {SIGNUP_FIELDS.map((field) => (
        <Field
          key={field}
          label={t(`signup.${field}`)}
          hint={t(`signup.${field}Hint`)}
          error={errors[field]}
          required={field !== 'email'}
          type={INPUTS[field].type}
          autoComplete={INPUTS[field].autoComplete}
          data-testid={INPUTS[field].testId}
          value={values[field]}
          onChange={(event) => setValues({ ...values, [field]: event.target.value })}
        />
      ))}
      <FormError>{failure}</FormError>
      <Button type="submit" look="gold" className="w-full" data-testid="signup-submit" disabled={busy}>
        {busy ? t('signup.submitting') : t('signup.submit')}
      </Button>
    </form>
  )
}

function InviteSummary({ invite, onOtherCode }: { invite: AcceptedInvite; onOtherCode: () => void }) {
  const { t, day } = useText()
  return (
    <div role="status" className="rounded-2xl border border-jade/30 bg-jade/10 px-4 py-3 text-sm">
      <p className="text-jade">{t('landing.inviteOk')}</p>
      <p className="mt-1 text-mist">
        {invite.expiresAt && `${t('landing.inviteExpires', { when: day(invite.expiresAt) })} `}
        {invite.remainingUses !== null && `${t('landing.inviteUses', { count: invite.remainingUses })} `}
        <button type="button" onClick={onOtherCode} className="text-gold underline underline-offset-4">
          {t('landing.otherCode')}
        </button>
      </p>
    </div>
  )
}
