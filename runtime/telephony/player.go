package telephony

import (
	"fmt"
	"slices"
	"time"

	"voxemu/runtime/loop"
	"voxemu/runtime/vclock"
)

// Clip is what a player plays.
type Clip struct {
	Utterance
	// Rate divides the length of speech; 0 stands for 1.
	Rate float64
	// Loop repeats it until the player is stopped.
	Loop bool
	// OnPause makes the player wait for Resume before it starts.
	OnPause bool
	// Fetch loads what has to be loaded before it can be played; nil if nothing has to. It calls done once, at once or in a later
	// turn of the loop, with the length, or with why it can't be played. The player tells of that when all clips are loaded.
	Fetch func(done func(length time.Duration, fault string))
	// Err, if not empty, is why there is nothing to be played: the player finishes with it and never starts.
	Err string
}

// PlayerHandler is told how a player gets on, in turns of the network's scope.
type PlayerHandler interface {
	PlayerEvent(p *Player, e PlayerEvent)
}

// PlayerEvent is one of Ready, Started, Marker, Finished, Stopped (behaviour page, section 6.3).
type PlayerEvent interface{ playerEvent() }

// Ready: all of it has been loaded.
type Ready struct{}

// Started: the first sound. Duration is that of the first clip, of one pass if it loops; 0 if it has no end.
type Started struct{ Duration time.Duration }

// Marker: a marker was reached. Offset and Clip are those given to AddMarker.
type Marker struct {
	Offset time.Duration
	Clip   int
}

// Finished: it was played to the end, or Err says why not. The player is gone.
type Finished struct{ Err string }

// Stopped: Stop was called. The player is gone; Finished does not follow.
type Stopped struct{}

func (Ready) playerEvent()    {}
func (Started) playerEvent()  {}
func (Marker) playerEvent()   {}
func (Finished) playerEvent() {}
func (Stopped) playerEvent()  {}

// PlayerState is the state of a player.
type PlayerState string

// The states of a player, in their order; Paused and Playing alternate.
const (
	PlayerCreated  PlayerState = "created"
	PlayerPaused   PlayerState = "paused"
	PlayerPlaying  PlayerState = "playing"
	PlayerFinished PlayerState = "finished"
	PlayerStopped  PlayerState = "stopped"
)

// Player utters clips, one after the other. It begins by itself, whether anybody hears it or not (behaviour page, section
// 6.3).
type Player struct {
	graph   *Graph
	handler PlayerHandler
	unit    *Unit
	clips   []Clip
	at      int // the clip that is played
	state   PlayerState
	started bool
	hold    bool // Pause was called, or Resume not yet
	playing *Emission
	loading int // clips that are not there yet

	elapsed time.Duration // of the current clip, up to since
	since   vclock.Time
	markers []*marker
}

type marker struct {
	Marker
	reached bool
	timer   *loop.Timer
}

// NewPlayer makes a player of one clip. The name is that of its unit.
func (g *Graph) NewPlayer(name string, c Clip, h PlayerHandler) *Player {
	return g.NewSequence(name, []Clip{c}, h)
}

// NewSequence makes a player of clips that follow each other (behaviour page, section 6.4). It waits for Resume before it
// starts if the first clip says so. An error in one clip ends it all before it starts.
func (g *Graph) NewSequence(name string, clips []Clip, h PlayerHandler) *Player {
	p := &Player{graph: g, handler: h, clips: slices.Clone(clips), state: PlayerCreated}
	p.unit = g.NewUnit(UnitOptions{Name: name, Source: true})
	p.hold = len(clips) > 0 && clips[0].OnPause
	failed := false
	for i := range p.clips {
		c := &p.clips[i]
		if c.Err == "" {
			c.Err = c.fault()
		}
		failed = failed || c.Err != ""
		c.Confidence = or(c.Confidence, FullConfidence)
	}
	p.loading = 1 // this function
	for i := range p.clips {
		switch c := &p.clips[i]; {
		case c.Fetch == nil:
			c.Length = g.durations.length(c.Utterance, c.Rate)
		case !failed:
			p.loading++
			c.Fetch(func(length time.Duration, fault string) {
				c.Length, c.Err = length, fault
				p.loaded()
			})
		}
	}
	p.loaded()
	return p
}

// loaded counts what has been loaded; with the last of it the player is ready.
func (p *Player) loaded() {
	if p.loading--; p.loading == 0 {
		p.graph.sc.Queue(p.ready)
	}
}

// fault says why a clip cannot be played.
func (c Clip) fault() string {
	switch c.What {
	case Speech:
		if n := utf16Len(c.Text); n > MaxSpeech {
			return fmt.Sprintf("the text has %d characters, %d are allowed", n, MaxSpeech)
		}
	case Tones:
		if _, err := ParseTones(c.Digits); err != nil {
			return err.Error()
		}
	}
	return ""
}

// Unit returns the player as a media unit. It ends with the player.
func (p *Player) Unit() *Unit { return p.unit }

// State returns the state of the player.
func (p *Player) State() PlayerState { return p.state }

func (p *Player) over() bool { return p.state == PlayerFinished || p.state == PlayerStopped }

func (p *Player) tell(e PlayerEvent) {
	if p.handler != nil {
		p.handler.PlayerEvent(p, e)
	}
}

// ready is the player's first turn. What has no length, such as an empty text, is finished without being started.
func (p *Player) ready() error {
	if p.over() {
		return nil
	}
	long := false
	for _, c := range p.clips {
		if c.Err != "" {
			p.finish(c.Err)
			return nil
		}
		long = long || c.Length != 0
	}
	p.tell(Ready{})
	switch {
	case p.over():
	case !long:
		p.finish("")
	case p.hold:
		p.state = PlayerPaused
	default:
		p.play()
	}
	return nil
}

// play begins the current clip, or goes on with it.
func (p *Player) play() {
	p.state, p.since = PlayerPlaying, p.graph.sc.Now()
	c := p.clips[p.at]
	if p.playing != nil {
		p.playing.resume()
	} else {
		u := c.Utterance
		if c.Loop {
			u.Length = Endless
		}
		p.playing = p.unit.emit(u, false, p.clipEnded)
	}
	if !p.started {
		p.started = true
		p.tell(Started{max(0, c.Length)})
	}
	if p.state == PlayerPlaying {
		p.arm()
	}
}

// clipEnded goes on with the next clip.
func (p *Player) clipEnded() {
	p.elapsed = p.position()
	p.since = p.graph.sc.Now()
	for _, m := range p.markers {
		if due, ok := p.due(m); ok && due <= p.elapsed {
			p.reach(m) // before what ends at the same moment
		}
	}
	if p.over() {
		return
	}
	p.disarm()
	for p.at++; p.at < len(p.clips) && p.clips[p.at].Length == 0; p.at++ {
	}
	if p.at >= len(p.clips) {
		p.finish("")
		return
	}
	p.elapsed, p.playing = 0, nil
	p.play()
}

func (p *Player) finish(err string) {
	p.close(PlayerFinished)
	p.tell(Finished{err})
}

func (p *Player) close(s PlayerState) {
	p.state = s
	p.disarm()
	p.unit.End()
}

// Stop ends the player; Stopped follows. It returns a [Warning] when it has ended already.
func (p *Player) Stop() error {
	if p.over() {
		return p.ended("stop")
	}
	p.close(PlayerStopped)
	p.graph.sc.Queue(func() error {
		p.tell(Stopped{})
		return nil
	})
	return nil
}

func (p *Player) ended(method string) error {
	return Warning(fmt.Sprintf("%s: player %s has ended", method, p.unit.Name))
}

// Pause halts the player and its time. No event follows.
func (p *Player) Pause() error {
	if p.over() {
		return p.ended("pause")
	}
	p.hold = true
	if p.state == PlayerPlaying {
		p.elapsed = p.position()
		p.state = PlayerPaused
		p.disarm()
		p.playing.pause()
	}
	return nil
}

// Resume goes on after Pause, or starts a player made with OnPause: then Started follows.
func (p *Player) Resume() error {
	if p.over() {
		return p.ended("resume")
	}
	p.hold = false
	if p.state == PlayerPaused {
		p.graph.sc.Queue(func() error {
			if p.state == PlayerPaused && !p.hold {
				p.play()
			}
			return nil
		})
	}
	return nil
}

// position returns how much of the current clip has been played.
func (p *Player) position() time.Duration {
	if p.state != PlayerPlaying {
		return p.elapsed
	}
	return p.elapsed + p.graph.sc.Now().Sub(p.since)
}

// AddMarker raises Marker when that much of a clip, counted from 0, has been played: from its start, or for a negative
// offset from its end; in a loop from the end of the first pass. What has been passed already is raised at once. A
// marker outside the clip is never reached.
func (p *Player) AddMarker(offset time.Duration, clip int) error {
	if p.over() {
		return p.ended("addMarker")
	}
	if clip < 0 || clip >= len(p.clips) {
		return Warning(fmt.Sprintf("addMarker: player %s has no segment %d", p.unit.Name, clip))
	}
	m := &marker{Marker: Marker{offset, clip}}
	p.markers = append(p.markers, m)
	if p.state == PlayerPlaying || p.started && clip < p.at {
		p.armOne(m)
	}
	return nil
}

// due returns when a marker of the current clip is reached, counted from the clip's start.
func (p *Player) due(m *marker) (time.Duration, bool) {
	if m.reached || m.Clip != p.at {
		return 0, false
	}
	c := p.clips[p.at]
	at := m.Offset
	if at < 0 {
		at += c.Length
		if c.Length < 0 || at < 0 {
			return 0, false
		}
	}
	return at, c.Loop || c.Length < 0 || at <= c.Length
}

func (p *Player) arm() {
	for _, m := range p.markers {
		p.armOne(m)
	}
}

func (p *Player) armOne(m *marker) {
	at, ok := p.due(m)
	if m.Clip < p.at && !m.reached {
		at, ok = 0, true // its clip is over
	}
	if !ok {
		return
	}
	m.timer.Stop()
	m.timer = p.graph.sc.After(at-p.position(), vclock.Media, vclock.Text("marker of "+p.unit.Name), func() error {
		p.reach(m)
		return nil
	})
}

func (p *Player) disarm() {
	for _, m := range p.markers {
		m.timer.Stop()
	}
}

func (p *Player) reach(m *marker) {
	if !m.reached && !p.over() {
		m.reached = true
		p.tell(m.Marker)
	}
}
