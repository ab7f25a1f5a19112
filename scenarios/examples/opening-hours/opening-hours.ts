// Says whether the office is open: weekdays from 9 to 17 o'clock in Berlin, whatever the season, and when it opens again.
//
//     voxemu run scenarios/examples/opening-hours --at 2026-07-15T14:30:00Z
//     voxemu run scenarios/examples/opening-hours --at 2026-12-18T16:30:00Z
interface Wall {
  weekday: string;
  hour: number;
}

const zone = 'Europe/Berlin';
const opens = 9;
const closes = 17;

// Date itself is UTC in the cloud, so the time on the wall comes from Intl.
function wall(at: Date): Wall {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' }).formatToParts(at);
  const part = (type: string): string => parts.find((p) => p.type === type)!.value;
  return { weekday: part('weekday'), hour: Number(part('hour')) };
}

function isOpen(at: Date): boolean {
  const { weekday, hour } = wall(at);
  return !['Sat', 'Sun'].includes(weekday) && hour >= opens && hour < closes;
}

function nextOpening(at: Date): string {
  const next = new Date(at);
  do {
    next.setTime(next.getTime() + 60 * 60 * 1000);
  } while (!isOpen(next));
  return next.toLocaleDateString('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const now = new Date();
  const text = isOpen(now)
    ? 'We are open. Please hold the line.'
    : `We are closed. We open again on ${nextOpening(now)} at ${opens} o'clock.`;
  call.addEventListener(CallEvents.Connected, () => call.say(text, { voice: VoiceList.Amazon.en_GB_Amy }));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
