package recording

import (
	"time"

	"voxemu/runtime/media"
	"voxemu/runtime/telephony"
)

// voice is an utterance that sounds.
type voice struct {
	channel    int
	start, end time.Duration // on the recording
	offset     time.Duration // of its beginning
	at         func(time.Duration) []media.Sine
}

// voices returns what of the recording sounds.
func (r *Recording) voices() []voice {
	var list []voice
	for i := range r.Utterances {
		u := &r.Utterances[i]
		v := voice{start: u.Start, end: u.Start + u.Length, offset: u.Offset, at: sines(u)}
		if v.at == nil {
			continue
		}
		if r.Stereo && u.Side == Cloud {
			v.channel = 1
		}
		list = append(list, v)
	}
	return list
}

// sines returns what sounds at each time of an utterance; nil if that is nothing, or not known.
func sines(u *Utterance) func(time.Duration) []media.Sine {
	switch u.What {
	case telephony.Key:
		if key := media.Key(u.Digits); key != nil {
			return func(time.Duration) []media.Sine { return key }
		}
	case telephony.Tones:
		script, err := telephony.ParseTones(u.Digits)
		if err != nil {
			return nil
		}
		var list []media.Sine
		return func(at time.Duration) []media.Sine {
			list = list[:0]
			for _, f := range script.At(at) {
				list = append(list, media.Sine{Hertz: f.Hertz, Level: f.Level})
			}
			return list
		}
	}
	return nil
}

// step is how exact the beginning and the end of a sound are: all times of the platform are whole milliseconds.
const step = time.Millisecond

// mix adds what sounds to samples of one channel, the first of which is at that time of the recording.
func mix(samples []int16, rate int, from time.Duration, channel int, voices []voice) {
	each := rate / int(time.Second/step)
	to := from + time.Duration(len(samples)/each)*step
	for _, v := range voices {
		if v.channel != channel {
			continue
		}
		for at := max(from, v.start.Truncate(step)); at < min(to, v.end); at += step {
			i := int((at-from)/step) * each
			since := v.offset + at - v.start
			media.Mix(samples[i:i+each], rate, since, v.at(since))
		}
	}
}
