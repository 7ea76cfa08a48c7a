import { nicknameSchema, type Profile, phoneNumberSchema } from '@casino-club/shared'
import { type FormEvent, useId, useState } from 'react'
import { useSending } from '../../api/use-sending.ts'
import { LANGUAGE_NAMES } from '../../layout/Preferences.tsx'
import { useSession } from '../../session/SessionProvider.tsx'
import { LANGUAGES, type Language } from '../../text/format.ts'
import { useText } from '../../text/LanguageProvider.tsx'
import { wordFailure } from '../../text/word-failure.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field, FormError, inputLook } from '../../ui/Field.tsx'
import { Fact } from '../../ui/Hash.tsx'
import { OwnBadge } from '../vip/OwnBadge.tsx'

/** Who one is here; what of it can be changed. */
export function ProfileCard({ profile, again }: { profile: Profile; again: () => void }) {
  const { t } = useText()
  const [editing, setEditing] = useState(false)
  return (
    <Card title={t('account.profile')}>
      {editing ? (
        <ProfileForm
          profile={profile}
          onDone={() => {
            setEditing(false)
            again()
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <>
          <ProfileFacts profile={profile} />
          <Button className="mt-4" data-testid="profile-edit" onClick={() => setEditing(true)}>
            {t('account.edit')}
          </Button>
        </>
      )}
    </Card>
  )
}

function ProfileFacts({ profile }: { profile: Profile }) {
  const { t, instant, day } = useText()
  const state = profile.emailVerified ? t('account.verified') : t('account.unverified')
  return (
    <dl>
      <Fact name={t('account.siteId')}>{profile.siteId}</Fact>
      <Fact name={t('account.nickname')}>
        <span data-testid="profile-nickname-shown">{profile.nickname}</span>
      </Fact>
      <Fact name={t('account.rank')}>{t(`rank.${profile.rank}`)}</Fact>
      <Fact name={t('vip.yours')}>
        <OwnBadge />
      </Fact>
      <Fact name={t('account.email')}>
        <span className="break-all" data-testid="profile-email-shown" data-verified={profile.emailVerified}>
          {profile.email === null ? t('account.none') : `${profile.email} (${state})`}
        </span>
      </Fact>
      <Fact name={t('account.phone')}>{profile.phoneNumber ?? t('account.none')}</Fact>
      <Fact name={t('account.mailLanguage')}>{LANGUAGE_NAMES[profile.locale]}</Fact>
      <Fact name={t('account.since')}>{day(profile.createdAt)}</Fact>
      {profile.lastLoginAt && <Fact name={t('account.lastLogin')}>{instant(profile.lastLoginAt)}</Fact>}
    </dl>
  )
}

interface Draft {
  readonly nickname: string
  readonly phoneNumber: string
  readonly locale: Language
}

/** What differs from the profile; null where a field cannot be sent as it is. */
function changeOf(profile: Profile, { nickname, phoneNumber, locale }: Draft) {
  const phone = phoneNumber.trim() || null
  const bad = {
    nickname: !nicknameSchema.safeParse(nickname).success,
    phoneNumber: phone !== null && !phoneNumberSchema.safeParse(phone).success,
  }
  const change = {
    ...(nickname.trim() !== profile.nickname && { nickname }),
    ...(phone !== profile.phoneNumber && { phoneNumber: phone }),
    ...(locale !== profile.locale && { locale }),
  }
  return { bad, change }
}

function ProfileForm(props: { profile: Profile; onDone: () => void; onCancel: () => void }) {
  const { profile, onDone, onCancel } = props
  const text = useText()
  const { t } = text
  const { backend } = useSession()
  const { busy, failure, send } = useSending<Profile>()
  const [draft, setDraft] = useState<Draft>({ ...profile, phoneNumber: profile.phoneNumber ?? '' })
  const [tried, setTried] = useState(false)
  const { bad, change } = changeOf(profile, draft)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (bad.nickname || bad.phoneNumber) return
    if (Object.keys(change).length === 0) return onCancel()
    if ((await send(() => backend.account.changeProfile(change))).ok) onDone()
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="space-y-4">
      <Field
        label={t('account.nickname')}
        hint={t('account.nicknameOnce')}
        error={tried && bad.nickname ? t('signup.nicknameHint') : null}
        data-testid="profile-nickname"
        value={draft.nickname}
        onChange={(event) => setDraft({ ...draft, nickname: event.target.value })}
      />
      <Field
        label={t('account.phone')}
        error={tried && bad.phoneNumber ? t('account.phone') : null}
        type="tel"
        autoComplete="tel"
        data-testid="profile-phone"
        value={draft.phoneNumber}
        onChange={(event) => setDraft({ ...draft, phoneNumber: event.target.value })}
      />
      <MailLanguage value={draft.locale} onChange={(locale) => setDraft({ ...draft, locale })} />
      <FormError>{failure && wordFailure(failure, text)}</FormError>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="gold" data-testid="profile-save" disabled={busy}>
          {t('account.save')}
        </Button>
        <Button onClick={onCancel}>{t('account.cancel')}</Button>
      </div>
    </form>
  )
}

function MailLanguage({ value, onChange }: { value: Language; onChange: (locale: Language) => void }) {
  const { t } = useText()
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {t('account.mailLanguage')}
      </label>
      <select
        id={id}
        data-testid="profile-locale"
        className={inputLook}
        value={value}
        onChange={(event) => onChange(LANGUAGES.find((one) => one === event.target.value) ?? value)}
      >
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {LANGUAGE_NAMES[known]}
          </option>
        ))}
      </select>
    </div>
  )
}
