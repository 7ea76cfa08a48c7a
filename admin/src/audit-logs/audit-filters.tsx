import { type ReactElement, useMemo } from 'react'
import { DateInput, SelectInput, TextInput } from 'react-admin'
import { CLUB_ZONE_LABEL } from '../format/zone.ts'
import { useWords } from '../i18n/use-words.ts'
import { AUDIT_ACTIONS } from './actions.ts'

/** What audit entries can be filtered by. Days are days of the club's zone, both ends included. */
export function useAuditFilters(): ReactElement[] {
  const words = useWords()
  return useMemo(() => {
    const actions = AUDIT_ACTIONS.map((action) => ({ id: action, name: words(`audit.actions.${action}`) }))
    const zone = { zone: CLUB_ZONE_LABEL }
    return [
      <SelectInput
        key="action"
        source="action"
        alwaysOn
        helperText={false}
        choices={actions}
        emptyText={words('audit.allActions')}
        translateChoice={false}
      />,
      <TextInput
        key="adminId"
        source="adminId"
        alwaysOn
        helperText={false}
        slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 15 } }}
      />,
      <TextInput
        key="targetId"
        source="targetId"
        alwaysOn
        helperText={false}
        slotProps={{ htmlInput: { maxLength: 60 } }}
      />,
      <DateInput
        key="from"
        source="from"
        alwaysOn
        helperText={false}
        label={words('resources.audit-logs.fields.from', zone)}
        parse={dayOnly}
      />,
      <DateInput
        key="to"
        source="to"
        alwaysOn
        helperText={false}
        label={words('resources.audit-logs.fields.to', zone)}
        parse={dayOnly}
      />,
    ]
  }, [words])
}

/** Keeps the day as it was typed: a `Date` would move it to the browser's zone. */
const dayOnly = (value: string) => value || null
