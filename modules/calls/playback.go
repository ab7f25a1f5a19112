package calls

import (
	"fmt"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// The methods of this file follow the behaviour page, sections 5.4, 5.5 and 6.2.

type playOptions struct {
	loop  bool
	rate  float64
	voice string
	err   string        // why it can't be played
	fetch session.Fetch // loads it; nil if there is nothing to load
	tone  bool          // of playProgressTone: nothing stops it but the end of the session
}

// progressTones are the tone scripts of playProgressTone (behaviour page, section 5.4; the American one is assumed).
var progressTones = map[string]string{
	"RU": "425@-19;5(1/4/1)",
	"US": "440@-19,480@-19;*(2/4/1+2)",
}

// say speaks a text to the call: say(text, {voice, ...}), say(text, voice) and say(text, {language}).
func (c *Call) say(f goja.FunctionCall) goja.Value {
	text := mandatory(c.s, f, 0, "say", "text")
	u := telephony.Utterance{What: telephony.Speech, Text: text, Voice: session.Voice(f.Argument(1))}
	o := playOptions{rate: session.SpeechRate(f.Argument(1)), voice: u.Voice}
	if n, limit := session.Units(text), c.s.Limits().SayText; n > limit {
		o.err = fmt.Sprintf("the text has %d characters, more than %d", n, limit)
	}
	c.play("say", u, o, trim([]any{f.Argument(0), f.Argument(1)})...)
	return goja.Undefined()
}

// startPlayback plays a file to the call: startPlayback(url, {loop}) and startPlayback(url, loop).
func (c *Call) startPlayback(f goja.FunctionCall) goja.Value {
	url := mandatory(c.s, f, 0, "startPlayback", "url")
	p := f.Argument(1)
	loop := session.Prop(p, "loop").ToBoolean()
	if _, isObject := p.(*goja.Object); !isObject {
		loop = p.ToBoolean()
	}
	o := playOptions{loop: loop}
	o.fetch, o.err = c.s.LoadAudio(&session.Request{Method: "GET", URL: url})
	c.play("startPlayback", telephony.Utterance{What: telephony.Audio, URL: url}, o, trim([]any{f.Argument(0), p})...)
	return goja.Undefined()
}

// playProgressTone plays the tone of a country until something else is sent to the call.
func (c *Call) playProgressTone(f goja.FunctionCall) goja.Value {
	country := session.Text(f.Argument(0))
	script, known := progressTones[country]
	if !known {
		c.s.Warn(diag.CodeArgument, fmt.Sprintf("playProgressTone: there is no tone of %q, only of RU and US", country))
		return goja.Undefined()
	}
	u := telephony.Utterance{What: telephony.Tones, Digits: script}
	c.play("playProgressTone", u, playOptions{loop: true, tone: true}, country)
	return goja.Undefined()
}

// play begins a playback now, or as soon as the call that has been answered is connected.
func (c *Call) play(name string, u telephony.Utterance, o playOptions, args ...any) {
	c.s.Do(session.Command{Name: name, Target: c.leg.ID, Args: args})
	switch {
	case c.state == telephony.Terminated:
		c.s.Warn(diag.CodeIgnored, name+": call "+c.leg.ID+" is over")
	case c.leg.Direct:
		c.s.Warn(diag.CodeIgnored, name+": the media of call "+c.leg.ID+" does not pass through the platform")
	case c.state == telephony.Connected || c.leg.Audible():
		c.begin(u, o, true)
	case c.answered:
		c.begin(u, o, false)
	default:
		c.s.Warn(diag.CodeIgnored, name+": call "+c.leg.ID+" is not connected and has no early media, so nobody hears it")
	}
}

// begin makes the internal player and sends it to the call, in place of whatever the call heard before. A playback of say or
// startPlayback ends the one before; a tone does not: that goes on unheard, as with any other source. The player waits
// until the call is connected, unless it is up.
func (c *Call) begin(u telephony.Utterance, o playOptions, up bool) {
	if !o.tone {
		c.endPlayback()
	}
	p := &playback{c: c, id: c.s.Token(22), waits: !up}
	if c.s.Logging() {
		p.command("CreatePlayer", session.Fields{{Key: "id", Value: p.id}}, session.PlayerParams(u, o.loop, o.voice))
		p.native("Created", "")
	}
	if o.err == "" && !c.s.AddPlayer() {
		o.err = fmt.Sprintf("more than %d media players in a session", c.s.Limits().Players)
	}
	if o.err != "" {
		p.fail(o.err)
		return
	}
	switch {
	case !up:
		c.waiting = append(c.waiting, p)
	case o.tone:
		c.s.OnStop(p.stop)
	}
	if p.tone = o.tone; !p.tone {
		c.playing = p
	}
	u.From = "voxengine"
	graph := c.s.Network().Graph()
	p.player = graph.NewPlayer(p.id, telephony.Clip{
		Utterance: u, Rate: o.rate, Loop: o.loop, OnPause: !up, Fetch: o.fetch,
	}, p)
	if c.s.Logging() {
		p.command("SendMedia", session.Fields{{Key: "from", Value: p.id}, {Key: "to", Value: c.leg.ID}})
	}
	noRoute(c.s, graph.Connect(p.player.Unit(), c.leg.Unit()))
}

// stopPlayback ends what say or startPlayback plays, without PlaybackFinished. With nothing playing it does nothing.
func (c *Call) stopPlayback(goja.FunctionCall) goja.Value {
	c.s.Do(session.Command{Name: "stopPlayback", Target: c.leg.ID})
	if p := c.playing; p != nil {
		p.command("StopPlayer", session.Fields{{Key: "id", Value: p.id}})
	}
	c.endPlayback()
	return goja.Undefined()
}

// endPlayback stops the player of say and startPlayback, which raises nothing from then on.
func (c *Call) endPlayback() {
	if p := c.playing; p != nil {
		c.playing = nil
		p.stop()
	}
}
