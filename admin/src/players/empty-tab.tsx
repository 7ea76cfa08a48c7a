import { Typography } from '@mui/material'

/** Says that a table of a tab has no rows. */
export function EmptyTab({ text }: { text: string }) {
  return (
    <Typography color="text.secondary" sx={{ p: 3 }}>
      {text}
    </Typography>
  )
}
