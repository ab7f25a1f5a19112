package calls

import (
	"fmt"

	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// playback is an internal player of a call: of say, startPlayback or playProgressTone (behaviour page, section 6.2). Its
// events are the call's.
type playback struct {
	c      *Call
	id     string
	player *telephony.Player
	tone   bool
	over   bool // raises no events any more
	// waits says that the call is not connected yet: until then the player is halted, and what it tells is held back.
	waits bool
	held  []telephony.PlayerEvent
}

var _ telephony.PlayerHandler = (*playback)(nil)

// PlayerEvent raises the events of the internal player on the call.
func (p *playback) PlayerEvent(_ *telephony.Player, e telephony.PlayerEvent) {
	switch {
	case p.over:
	case p.waits:
		p.held = append(p.held, e)
	default:
		p.raise(e)
	}
}

// up begins a playback that has waited for the call to be connected.
func (p *playback) up() {
	if p.over {
		return
	}
	p.waits = false
	if p.tone {
		p.c.s.OnStop(p.stop)
	}
	for _, e := range p.held {
		p.raise(e)
	}
	p.held = nil
	_ = p.player.Resume() // one that has nothing to play has finished already
}

func (p *playback) raise(e telephony.PlayerEvent) {
	switch e := e.(type) {
	case telephony.Ready:
		p.native("PlaybackReady", "")
		p.event("Call.PlaybackReady", nil)
	case telephony.Started:
		ms := e.Duration.Milliseconds()
		p.native("Started", fmt.Sprintf("duration = %d ; ", ms))
		p.event("Call.PlaybackStarted", session.Fields{{Key: "duration", Value: ms}})
	case telephony.Finished:
		p.drop()
		if e.Err != "" {
			p.fail(e.Err)
			return
		}
		p.native("PlaybackFinished", "")
		p.event("Call.PlaybackFinished", nil)
	}
}

// fail tells that it can't be played.
func (p *playback) fail(why string) {
	p.native("Error", "error = "+why+" ; ")
	p.native("PlaybackFinished", "error = "+why+" ; ")
	p.event("Call.PlaybackFinished", session.Fields{{Key: "error", Value: why}})
}

// stop ends the player. The call raises nothing for it from then on.
func (p *playback) stop() {
	if p.over {
		return
	}
	p.drop()
	_ = p.player.Stop() // one that waited may have finished, having nothing to play
	p.native("Stopped", "")
}

// drop gives the player's place back.
func (p *playback) drop() {
	p.over = true
	p.c.s.DropPlayer()
	if p.c.playing == p {
		p.c.playing = nil
	}
}

func (p *playback) event(name string, fs session.Fields) {
	p.c.target.Raise(session.Event{Name: name, Fields: fs, Synthetic: true})
}

// native writes the session log's line of the player's own event, of which scripts get to see the call's only (behaviour page,
// section 10.5).
func (p *playback) native(event, fields string) {
	if p.c.s.Logging() {
		p.c.s.Log("Sent event to JS onPhoneEvent with params [{id = " + p.id + " ; name = Player." + event + " ; " + fields + "} ;  ]")
	}
}

func (p *playback) command(native string, params ...any) {
	if p.c.s.Logging() {
		p.c.s.Do(session.Command{Native: native, Params: params})
	}
}
