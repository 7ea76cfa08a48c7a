import { Checkbox } from '@mui/material'
import { useListContext } from 'react-admin'
import { useWords } from '../i18n/use-words.ts'
import type { Player } from '../providers/resources.ts'

/** The box that chooses a player of the list for what is done with several. */
export function ChoosePlayer({ player }: { player: Player }) {
  const words = useWords()
  const { selectedIds, onToggleItem } = useListContext<Player>()
  return (
    <Checkbox
      size="small"
      checked={selectedIds.includes(player.id)}
      onChange={() => onToggleItem(player.id)}
      // A click on the row would open the player.
      onClick={(event) => event.stopPropagation()}
      slotProps={{ input: { 'aria-label': words('players.choose', { nickname: player.nickname }) } }}
    />
  )
}
