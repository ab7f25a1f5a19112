package player

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Player is what stands behind a Player or a SequencePlayer object.
type Player struct {
	s        *session.Session
	class    string // the name of its class, with which its events begin
	target   *session.Target
	player   *telephony.Player
	segments []segment // of a SequencePlayer
	counted  bool      // among the media players of the session
	markless bool      // its voice has no markers
	over     bool      // raises no events any more
}

var (
	_ session.MediaUnit       = (*Player)(nil)
	_ session.Identified      = (*Player)(nil)
	_ telephony.PlayerHandler = (*Player)(nil)
)

// Unit returns the player's place in the media graph.
func (p *Player) Unit() *telephony.Unit { return p.player.Unit() }

// Target returns the object that raises the player's events.
func (p *Player) Target() *session.Target { return p.target }

// TraceID returns the id of the player.
func (p *Player) TraceID() string { return p.target.ID }

// newPlayer makes an object of a class without anything to play.
func newPlayer(s *session.Session, class, field string) *Player {
	p := &Player{s: s, class: class}
	p.target = s.NewTarget(s.Token(22), field, nil)
	p.target.Object = s.NewInstance(class, p)
	return p
}

// begin makes it play clips. A player that is one too many fails (behaviour page, section 2), and so does one of a session that has
// begun to stop.
func (p *Player) begin(clips []telephony.Clip) {
	p.raise("Created")
	p.counted = p.s.AddPlayer()
	why := ""
	switch {
	case !p.s.Running():
		why = "the session is over"
	case !p.counted:
		why = fmt.Sprintf("more than %d media players in a session", p.s.Limits().Players)
	}
	if why != "" {
		clips = []telephony.Clip{{Err: why}}
	}
	l := liveOf(p.s)
	l.all = append(l.all, p)
	p.player = p.s.Network().Graph().NewSequence(p.target.ID, clips, p)
}

func (p *Player) raise(name string, fs ...session.Field) {
	p.target.Raise(session.Event{Name: p.class + "." + name, Fields: fs})
}

// PlayerEvent raises the events of the player.
func (p *Player) PlayerEvent(_ *telephony.Player, e telephony.PlayerEvent) {
	if p.over {
		return
	}
	switch e := e.(type) {
	case telephony.Ready:
		p.raise("PlaybackReady")
	case telephony.Started:
		if p.segments != nil {
			p.raise("Started") // without a duration (behaviour page, section 6.4)
			return
		}
		p.raise("Started", session.Field{Key: "duration", Value: e.Duration.Milliseconds()})
	case telephony.Marker:
		p.raise("PlaybackMarkerReached", session.Field{Key: "offset", Value: milliseconds(e.Offset)})
	case telephony.Finished:
		p.drop()
		if e.Err == "" {
			p.raise("PlaybackFinished")
			return
		}
		why := session.Field{Key: "error", Value: e.Err}
		p.raise("Error", why)
		p.raise("PlaybackFinished", why)
	case telephony.Stopped:
		p.drop()
		p.raise("Stopped")
	}
}

// milliseconds is the number that a marker was set with.
func milliseconds(d time.Duration) any {
	if d%time.Millisecond == 0 {
		return d.Milliseconds()
	}
	return float64(d) / float64(time.Millisecond)
}

// drop notes that the player has ended.
func (p *Player) drop() {
	p.over = true
	p.release()
}

// release gives its place among the media players of the session back.
func (p *Player) release() {
	if p.counted {
		p.counted = false
		p.s.DropPlayer()
	}
	l := liveOf(p.s)
	l.all = slices.DeleteFunc(l.all, func(o *Player) bool { return o == p })
}

func (p *Player) addEventListener(f goja.FunctionCall) goja.Value {
	p.target.AddListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (p *Player) removeEventListener(f goja.FunctionCall) goja.Value {
	p.target.RemoveListener(f.Argument(0), f.Argument(1))
	return goja.Undefined()
}

func (p *Player) id(goja.FunctionCall) goja.Value { return p.s.Value(p.target.ID) }

func (p *Player) pause(goja.FunctionCall) goja.Value {
	return p.control("pause", "PausePlayer", p.player.Pause)
}

func (p *Player) resume(goja.FunctionCall) goja.Value {
	return p.control("resume", "ResumePlayer", p.player.Resume)
}

// stop ends the player: Stopped follows, and its place is free at once.
func (p *Player) stop(goja.FunctionCall) goja.Value {
	return p.control("stop", "StopPlayer", func() error {
		err := p.player.Stop()
		if err == nil {
			p.release()
		}
		return err
	})
}

// control carries out a method without arguments; what has no effect is warned about.
func (p *Player) control(name, native string, f func() error) goja.Value {
	p.command(name, native)
	p.noEffect(f())
	return goja.Undefined()
}

func (p *Player) noEffect(err error) {
	if err != nil {
		p.s.Warn(diag.CodeIgnored, err.Error())
	}
}

func (p *Player) command(name, native string, args ...any) {
	p.s.Do(session.Command{
		Name: name, Target: p.target.ID, Args: args,
		Native: native, Params: append([]any{session.Fields{{Key: "id", Value: p.target.ID}}}, args...),
	})
}

func (p *Player) sendMediaTo(f goja.FunctionCall) goja.Value { return p.s.SendMedia(p, f) }
func (p *Player) stopMediaTo(f goja.FunctionCall) goja.Value { return p.s.StopMedia(p, f) }

// addMarker is addMarker(offset): in milliseconds from the start, or from the end if negative.
func (p *Player) addMarker(f goja.FunctionCall) goja.Value {
	p.command("addMarker", "AddMarkerPlayer", f.Argument(0))
	p.mark(f.Argument(0), 0)
	return goja.Undefined()
}

// maxOffset bounds markers, in milliseconds: nothing is played for that long.
const maxOffset = 1e10

func (p *Player) mark(offset goja.Value, clip int) {
	ms := math.NaN()
	if session.Given(offset) {
		ms = offset.ToFloat()
	}
	switch {
	case !(math.Abs(ms) <= maxOffset):
		p.s.Warn(diag.CodeArgument, "addMarker: the offset is a number of milliseconds, not "+session.Describe(offset)+": no marker is set")
	case p.markless:
		p.s.Warn(diag.CodeIgnored, "addMarker: voices of ElevenLabs have no markers: no event comes")
	default:
		p.noEffect(p.player.AddMarker(time.Duration(ms*float64(time.Millisecond)), clip))
	}
}

// hasNoMarkers reports whether a voice has none (behaviour page, section 6.3).
func hasNoMarkers(voice string) bool { return strings.HasPrefix(voice, "VoiceList.ElevenLabs.") }
