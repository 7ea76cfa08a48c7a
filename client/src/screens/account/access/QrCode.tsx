import QRCode from 'qrcode'
import { useMemo } from 'react'

const QUIET = 4

/** A QR code drawn here: what it holds goes to nobody. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
    const dark = Array.from(modules.data).flatMap((bit, at) =>
      bit ? [`M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z`] : [],
    )
    return { size: modules.size + 2 * QUIET, path: dark.join('') }
  }, [text])
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className="w-56 rounded-2xl bg-white">
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
