import { BLOCK_CAUSES, BLOCK_STATUSES } from '@casino-club/shared'
import { type ReactElement, useMemo } from 'react'
import { BooleanInput, SelectInput } from 'react-admin'
import { useWords } from '../../i18n/use-words.ts'

/** What cases can be searched by. */
export function useBlockFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(
    () => [
      <SelectInput
        key="status"
        source="status"
        alwaysOn
        helperText={false}
        choices={BLOCK_STATUSES.map((status) => ({ id: status, name: words(`fraud.statuses.${status}`) }))}
        emptyText={words('fraud.allStatuses')}
        translateChoice={false}
      />,
      <SelectInput
        key="cause"
        source="cause"
        alwaysOn
        helperText={false}
        choices={BLOCK_CAUSES.map((cause) => ({ id: cause, name: words(`fraud.causes.${cause}`) }))}
        emptyText={words('fraud.allCauses')}
        translateChoice={false}
      />,
      <BooleanInput
        key="undecided"
        source="undecided"
        alwaysOn
        helperText={false}
        label={words('fraud.undecided')}
        format={(value: unknown) => value === 'true' || value === true}
        parse={(value: boolean) => (value ? 'true' : null)}
      />,
    ],
    [words],
  )
}
