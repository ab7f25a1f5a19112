package player

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// masked is how logs and traces show what the script wants to be hidden.
const masked = "******"

// createTTSPlayer is VoxEngine.createTTSPlayer(text, parameters) or, in the legacy form, (text, voice). Of the parameters the
// voice, onPause and the rate have an effect.
func createTTSPlayer(s *session.Session, f goja.FunctionCall) goja.Value {
	clip := speech(text(s, f, "createTTSPlayer", "text"), f.Argument(1))
	return single(s, "createTTSPlayer", clip, session.Voice(f.Argument(1)), given(f))
}

func speech(text string, p goja.Value) telephony.Clip {
	return telephony.Clip{
		Utterance: telephony.Utterance{What: telephony.Speech, Text: text, Voice: session.Voice(p)},
		Rate:      session.SpeechRate(p), OnPause: session.Prop(p, "onPause").ToBoolean(),
	}
}

// createURLPlayer is VoxEngine.createURLPlayer(request, parameters); in legacy forms the request is an address, and the parameters
// a boolean: loop.
func createURLPlayer(s *session.Session, f goja.FunctionCall) goja.Value {
	const where = "createURLPlayer"
	request, p := f.Argument(0), f.Argument(1)
	args := given(f)
	r := &session.Request{Method: "GET"}
	if o, ok := session.PlainObject(request); ok {
		readRequest(s, where, o, r)
		args[0] = shownRequest(o, p)
	} else {
		r.URL = session.Text(request)
	}
	if r.URL == "" {
		s.VM().Throw("Error", where+": the url parameter is missing")
	}
	return single(s, where, file(s, r, p), "", args)
}

func file(s *session.Session, r *session.Request, p goja.Value) telephony.Clip {
	c := telephony.Clip{
		Utterance: telephony.Utterance{What: telephony.Audio, URL: r.URL},
		Loop:      isLoop(p), OnPause: session.Prop(p, "onPause").ToBoolean(),
	}
	c.Fetch, c.Err = s.LoadAudio(r)
	return c
}

// isLoop reads loop as a parameter or, in the legacy form, as the argument itself.
func isLoop(p goja.Value) bool {
	if _, isObject := p.(*goja.Object); isObject {
		return session.Prop(p, "loop").ToBoolean()
	}
	return p.ToBoolean()
}

// readRequest reads {url, method?, headers?, body?}.
func readRequest(s *session.Session, where string, o *goja.Object, r *session.Request) {
	r.URL = session.Text(o.Get("url"))
	if v := o.Get("method"); session.Given(v) {
		r.Method = strings.ToUpper(v.String())
		if !slices.Contains([]string{"GET", "POST"}, r.Method) {
			s.Warn(diag.CodeArgument, where+": the method is GET or POST, not "+session.Describe(v)+": GET is used")
			r.Method = "GET"
		}
	}
	if list, ok := session.PlainObject(o.Get("headers")); ok {
		for _, k := range list.Keys() {
			h := session.Header{Key: session.Text(session.Prop(list.Get(k), "name")), Value: session.Text(session.Prop(list.Get(k), "value"))}
			if h.Key == "" {
				s.Warn(diag.CodeHTTPHeader, where+": a header without a name is left out")
				continue
			}
			r.Header = append(r.Header, h)
		}
	}
	r.Body = readBody(s, where, o.Get("body"))
}

// readBody reads {text} or {binary}, which is base64.
func readBody(s *session.Session, where string, v goja.Value) []byte {
	if binary := session.Prop(v, "binary"); session.Given(binary) {
		b, err := base64.StdEncoding.DecodeString(binary.String())
		if err != nil {
			s.Warn(diag.CodeArgument, where+": body.binary is no base64: nothing is sent")
			return nil
		}
		return b
	}
	return []byte(session.Text(session.Prop(v, "text")))
}

// shownRequest is the request as the trace shows it: without what hideHeaders and hideBody hide.
func shownRequest(o *goja.Object, p goja.Value) session.Fields {
	hidden := map[string]bool{
		"headers": session.Prop(p, "hideHeaders").ToBoolean(), "body": session.Prop(p, "hideBody").ToBoolean(),
	}
	fs := session.Fields{}
	for _, k := range o.Keys() {
		f := session.Field{Key: k, Value: o.Get(k)}
		if hidden[k] {
			f.Value = masked
		}
		fs = append(fs, f)
	}
	return fs
}

// createToneScriptPlayer is VoxEngine.createToneScriptPlayer(script, {loop}).
func createToneScriptPlayer(s *session.Session, f goja.FunctionCall) goja.Value {
	clip := telephony.Clip{
		Utterance: telephony.Utterance{What: telephony.Tones, Digits: text(s, f, "createToneScriptPlayer", "script")},
		Loop:      isLoop(f.Argument(1)),
	}
	return single(s, "createToneScriptPlayer", clip, "", given(f))
}

// single makes a Player of one clip.
func single(s *session.Session, where string, c telephony.Clip, voice string, args []any) goja.Value {
	p := newPlayer(s, "Player", "player")
	p.markless = hasNoMarkers(voice)
	s.Do(session.Command{
		Name: where, Target: p.target.ID, Args: args, Native: "CreatePlayer",
		Params: []any{session.Fields{{Key: "id", Value: p.target.ID}}, session.PlayerParams(c.Utterance, c.Loop, voice)},
	})
	p.begin([]telephony.Clip{c})
	return p.target.Object
}

// text reads the first argument, which has to be there.
func text(s *session.Session, f goja.FunctionCall, where, name string) string {
	v := f.Argument(0)
	if !session.Given(v) {
		s.VM().Throw("Error", where+": the "+name+" parameter is missing")
	}
	return v.String()
}

// given returns the arguments for the trace.
func given(f goja.FunctionCall) []any {
	args := make([]any, len(f.Arguments))
	for i, v := range f.Arguments {
		args[i] = v
	}
	return args
}
