import { FOLLOWERS, type SocialSettings } from '@casino-club/shared'
import { useEffect } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'

interface WishesProps {
  readonly round: number
  changed(): void
}

/** Who may follow and find one, and whom one blocks. */
export function WishesCard({ round, changed }: WishesProps) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const [load, again] = useLoad(backend.friends.settings)
  const change = async (settings: SocialSettings) => {
    const result = await backend.friends.change(settings)
    notify(({ t: word }) => (result.ok ? word('friends.saved') : trouble(result.trouble)))
    again()
  }
  return (
    <Card title={t('friends.wishes')} lead={t('friends.wishesLead')}>
      <Loadable load={load} again={again} failed={t('friends.failed')}>
        {(settings) => (
          <fieldset className="space-y-3">
            <legend className="mb-2 text-sm text-mist">{t('friends.mayFollow')}</legend>
            {FOLLOWERS.map((followers) => (
              <label key={followers} className="flex min-h-10 cursor-pointer items-center gap-3">
                <input
                  type="radio"
                  name="followers"
                  checked={settings.followers === followers}
                  onChange={() => void change({ ...settings, followers })}
                  className="size-4 accent-gold"
                  data-testid={`friends-followers-${followers}`}
                />
                {t(`friends.by.${followers}`)}
              </label>
            ))}
            <label className="flex min-h-10 cursor-pointer items-center gap-3">
              <input
                type="checkbox"
                checked={settings.findable}
                onChange={(event) => void change({ ...settings, findable: event.target.checked })}
                className="size-4 accent-gold"
                data-testid="friends-findable"
              />
              {t('friends.findable')}
            </label>
          </fieldset>
        )}
      </Loadable>
      <Blocked round={round} changed={changed} />
    </Card>
  )
}

function Blocked({ round, changed }: WishesProps) {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.friends.blocked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(again, [round, again])
  if (load.status !== 'loaded' || load.value.length === 0) return null
  const unblock = async (id: number) => {
    await backend.friends.unblock(id)
    changed()
  }
  return (
    <>
      <h3 className="mt-5 text-sm text-mist">{t('friends.blocked')}</h3>
      <ul>
        {load.value.map(({ id, nickname }) => (
          <li key={id} className="flex items-center justify-between gap-3 py-2">
            <span className="break-all">{nickname}</span>
            <Button onClick={() => void unblock(id)} data-testid={`unblock-${id}`}>
              {t('friends.unblock')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
