// What the console sounds like: each kind of news has notes of its own.

interface Note {
  pitch: number;
  /** Seconds after the first. */
  from: number;
  volume: number;
}

const CHIME: Note[] = [659.25, 880].map((pitch, index) => ({ pitch, from: index * 0.16, volume: 0.08 }));
const KNOCK: Note[] = [{ pitch: 587.33, from: 0, volume: 0.06 }];
const ALARM: Note[] = [880, 659.25, 880, 659.25, 880, 659.25].map((pitch, index) => ({ pitch, from: index * 0.24, volume: 0.3 }));
const LENGTH = 0.5;

let audio: AudioContext | undefined;

/** Browsers allow sound only after a gesture: call this from one. */
export function allowSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

/** Somebody new: a waiting customer, a conversation given to me, a colleague's word. */
export const chime = (): void => play(CHIME);

/** A customer of mine has written where I am not looking. */
export const knock = (): void => play(KNOCK);

/** Somebody is in danger. */
export const alarm = (): void => play(ALARM);

function play(notes: readonly Note[]): void {
  if (!audio || audio.state !== "running") return;
  const start = audio.currentTime;
  for (const { pitch, from, volume: loudness } of notes) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.type = "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start + from);
    volume.gain.linearRampToValueAtTime(loudness, start + from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + from + LENGTH);
    tone.connect(volume).connect(audio.destination);
    tone.start(start + from);
    tone.stop(start + from + LENGTH + 0.05);
  }
}
