import type { SeenPlayer } from '@casino-club/shared'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { PlayerRow } from './PlayerRow.tsx'

/** Finds a player by his whole nickname. */
export function FindCard({ changed }: { changed: () => void }) {
  const { t, trouble } = useText()
  const { backend } = useSession()
  const [nickname, setNickname] = useState('')
  const [found, setFound] = useState<readonly SeenPlayer[] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const search = async () => {
    if (nickname.trim() === '') return
    const result = await backend.friends.find(nickname.trim())
    setError(result.ok ? null : trouble(result.trouble))
    setFound(result.ok ? result.value.players : null)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void search()
  }
  return (
    <Card title={t('friends.find')}>
      <form onSubmit={submit} className="space-y-4">
        <Field
          label={t('friends.nickname')}
          hint={t('friends.nicknameHint')}
          autoComplete="off"
          maxLength={40}
          value={nickname}
          error={error}
          onChange={(event) => setNickname(event.target.value)}
          data-testid="friends-nickname"
        />
        <Button type="submit" data-testid="friends-find">
          {t('friends.search')}
        </Button>
      </form>
      <div role="status" className="mt-3">
        {found?.length === 0 && <p className="text-mist">{t('friends.nobody')}</p>}
      </div>
      <ul>
        {found?.map((player) => (
          <PlayerRow
            key={player.id}
            player={player}
            changed={() => {
              changed()
              void search()
            }}
          />
        ))}
      </ul>
    </Card>
  )
}
