/** What there is to hear. Nothing of it celebrates a play that paid no more than its bet. */
export interface Sounds {
  start(): void
  reelStop(reel: number): void
  /** A play has come to rest, whatever it came to. */
  settle(): void
  win(multiple: number): void
}

const SCALE_HZ = [523.25, 659.25, 783.99, 987.77, 1046.5, 1318.51, 1567.98]

interface Tone {
  readonly hz: number
  readonly atSeconds: number
  readonly seconds: number
  readonly gain: number
  readonly wave: OscillatorType
}

function play(context: AudioContext, { hz, atSeconds, seconds, gain, wave }: Tone): void {
  const start = context.currentTime + atSeconds
  const oscillator = context.createOscillator()
  const volume = context.createGain()
  oscillator.type = wave
  oscillator.frequency.value = hz
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(gain, start + 0.01)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds)
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(start + seconds)
}

/** Sounds made by oscillators; silent while `muted()` says so or where there is no audio. */
export function createSounds(muted: () => boolean): Sounds {
  let context: AudioContext | null = null
  // Browsers allow sound only after the player did something, so the context is made at the first sound.
  const tones = (make: () => Tone[]) => {
    if (muted() || typeof AudioContext === 'undefined') return
    context ??= new AudioContext()
    void context.resume()
    for (const tone of make()) play(context, tone)
  }
  return {
    start: () => tones(() => [{ hz: 180, atSeconds: 0, seconds: 0.12, gain: 0.05, wave: 'triangle' }]),
    reelStop: (reel) =>
      tones(() => [{ hz: 240 + 40 * reel, atSeconds: 0, seconds: 0.09, gain: 0.09, wave: 'triangle' }]),
    settle: () => tones(() => [{ hz: 300, atSeconds: 0, seconds: 0.1, gain: 0.07, wave: 'triangle' }]),
    win: (multiple) =>
      tones(() => {
        const notes = Math.min(SCALE_HZ.length, 3 + Math.floor(Math.log2(Math.max(1, multiple))))
        return SCALE_HZ.slice(0, notes).map((hz, index) => ({
          hz,
          atSeconds: index * 0.09,
          seconds: 0.45,
          gain: 0.07,
          wave: 'sine' as const,
        }))
      }),
  }
}
