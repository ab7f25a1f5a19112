package telephony

import (
	"fmt"
	"math"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// MediaStatistics is what was measured since the last time, or since the answer; to the application only. In is what comes from
// the far end, Out what goes there (behaviour page, section 5.7).
type MediaStatistics struct{ In, Out StreamStatistics }

// StreamStatistics is one direction of a leg's media. What the figures mean is assumed.
type StreamStatistics struct {
	Packets int           // that arrived, one for each 20 ms
	Loss    float64       // of the packets that were sent, in percent, with two decimals
	Jitter  time.Duration // at the end of the interval
	Level   float64       // the share of the time in which something was audible, 0 to 1, with two decimals
}

// Flow: nothing has come from the far end for 7 s (RtpStopped), or something comes again (RtpResumed); to the application only.
type Flow struct{ On bool }

func (MediaStatistics) event() {}
func (Flow) event()            {}

const (
	packet    = 20 * time.Millisecond // of audio in one packet (assumed)
	flowStops = 7 * time.Second       // without a packet (behaviour page, section 5.7)
	allLost   = 100                   // percent
)

// network is how well what the far end sends arrives.
type network struct {
	loss    float64 // percent
	jitter  time.Duration
	stopped bool        // Flow said so
	timer   *loop.Timer // until it does
}

// meter measures the media of a leg.
type meter struct {
	every time.Duration // 0 while nobody wants to know
	timer *loop.Timer
	at    vclock.Time // all up to here is counted
	flow  time.Duration
	lost  float64       // of flow, in nanoseconds
	says  time.Duration // something was audible from the far end
	hears time.Duration // and there
	ears  int           // what the far end hears now
}

// MonitorMedia tells [MediaStatistics] every so often while the call is connected, until it is called with 0. It can be called
// before the call is connected. The timer does not keep a run going.
func (l *Leg) MonitorMedia(every time.Duration) error {
	switch {
	case l.over():
		return l.warn("monitorMediaStatistics", "is over")
	case l.Direct:
		return l.warn("monitorMediaStatistics", "has its media elsewhere")
	}
	l.meter.every = every
	l.measure()
	return nil
}

// measure begins an interval.
func (l *Leg) measure() {
	l.meter.timer.Stop()
	l.meter = meter{every: l.meter.every, at: l.net.sc.Now(), ears: l.meter.ears}
	if l.meter.every == 0 || l.state != Connected || l.Direct {
		return
	}
	l.meter.timer = l.net.sc.After(l.meter.every, vclock.Background, reason{l, "media statistics"}, func() error {
		l.tell(l.measured())
		l.measure()
		return nil
	})
}

// settle counts the time up to now. It is called before anything changes that counts.
func (l *Leg) settle() {
	m := &l.meter
	if m.every == 0 {
		return
	}
	now := l.net.sc.Now()
	d := now.Sub(m.at)
	m.at = now
	if l.held {
		return
	}
	m.flow += d
	m.lost += float64(d) * l.network.loss / allLost
	if l.active > 0 {
		m.says += d
	}
	if m.ears > 0 {
		m.hears += d
	}
}

func (l *Leg) measured() MediaStatistics {
	l.settle()
	m := &l.meter
	all := int(m.flow / packet)
	in := StreamStatistics{Packets: all - int(math.Round(m.lost/float64(packet))), Jitter: l.network.jitter}
	out := StreamStatistics{Packets: all}
	if m.flow > 0 {
		in.Loss = hundredths(allLost * m.lost / float64(m.flow))
		in.Level = hundredths(float64(m.says) / float64(m.flow))
		out.Level = hundredths(float64(m.hears) / float64(m.flow))
	}
	return MediaStatistics{In: in, Out: out}
}

func hundredths(v float64) float64 { return math.Round(v*100) / 100 }

// sounds counts what the far end hears.
func (l *Leg) sounds(u *Utterance, change int) {
	if u.What != Silence {
		l.settle()
		l.meter.ears += change
	}
}

// silent reports whether nothing of what the far end sends arrives.
func (l *Leg) silent() bool { return l.network.loss >= allLost }

// flows watches for packets that stay away. The timer is one that a run waits for: the far end is about to be gone.
func (l *Leg) flows() {
	n := &l.network
	switch {
	case l.Direct || l.state != Connected:
	case !l.silent():
		n.timer.Stop()
		if n.stopped {
			n.stopped = false
			l.tell(Flow{On: true})
		}
	case !n.stopped && !n.timer.Armed():
		n.timer = l.net.sc.After(flowStops, vclock.Signalling, reason{l, "no audio from the far end"}, func() error {
			n.stopped = true
			l.tell(Flow{})
			return nil
		})
	}
}

// Loss sets how many of the packets of this party get lost from now on, in percent. Of speech that is understood all the same,
// unless it is all of them: then nothing is heard of the party, and after 7 s the application gets [Flow].
func (p *Line) Loss(percent float64) error {
	l := p.leg
	switch {
	case l.over():
		return p.warn("loss", "is over")
	case !(percent >= 0 && percent <= allLost):
		return Warning(fmt.Sprintf("loss of %s: %v is not 0 to 100 percent", l.ID, percent))
	}
	l.settle()
	was := l.silent()
	if l.network.loss = percent; l.silent() == was {
		return nil
	}
	if !was {
		l.activity(-l.active)
	} else if l.state == Connected && !l.Direct {
		l.after(toQuality, vclock.Signalling, "audio quality", l.graded)
	}
	l.gates()
	l.flows()
	return nil
}

// Jitter sets how irregularly the packets of this party arrive from now on.
func (p *Line) Jitter(d time.Duration) error {
	if p.leg.over() {
		return p.warn("jitter", "is over")
	}
	p.leg.network.jitter = d
	return nil
}

// graded tells of the first audio, and its quality, once.
func (l *Leg) graded() {
	if !l.heardOf && !l.silent() {
		l.firstAudio()
		l.heardOf = true
		l.tell(AudioQuality{Standard})
	}
}
