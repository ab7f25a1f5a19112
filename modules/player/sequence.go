package player

import (
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// segment is one part of a SequencePlayer.
type segment struct {
	object   goja.Value // as the script passed it
	markless bool       // its voice has no markers
}

// createSequencePlayer is VoxEngine.createSequencePlayer({segments}): texts and files, one after the other (behaviour page, section 6.4).
// What is wrong with one segment is an error of the player; without segments it throws.
func createSequencePlayer(s *session.Session, f goja.FunctionCall) goja.Value {
	const where = "createSequencePlayer"
	list, ok := session.PlainObject(session.Prop(f.Argument(0), "segments"))
	if !ok || list.ClassName() != "Array" || len(list.Keys()) == 0 {
		s.VM().Throw("Error", where+": the segments parameter is missing: an array of {text} and {url} is expected")
	}
	p := newPlayer(s, "SequencePlayer", "sequencePlayer")
	var clips []telephony.Clip
	var params []any
	for i, k := range list.Keys() {
		clip, one := part(s, i, list.Get(k))
		clips, p.segments = append(clips, clip), append(p.segments, one)
		params = append(params, session.PlayerParams(clip.Utterance, clip.Loop, session.Voice(session.Prop(one.object, "parameters"))))
	}
	s.Do(session.Command{
		Name: where, Target: p.target.ID, Args: given(f), Native: "CreateSequencePlayer",
		Params: []any{session.Fields{{Key: "id", Value: p.target.ID}}, session.Fields{{Key: "segments", Value: params}}},
	})
	p.begin(clips)
	return p.target.Object
}

// part reads one segment.
func part(s *session.Session, i int, v goja.Value) (telephony.Clip, segment) {
	p := session.Prop(v, "parameters")
	one := segment{object: v}
	if text := session.Prop(v, "text"); session.Given(text) {
		one.markless = hasNoMarkers(session.Voice(p))
		return speech(text.String(), p), one
	}
	if url := session.Text(session.Prop(v, "url")); url != "" {
		return file(s, &session.Request{Method: "GET", URL: url}, p), one
	}
	return telephony.Clip{Err: fmt.Sprintf("segment %d has neither a text nor a url", i)}, one
}

// addSegmentMarker is addMarker(offset, segment): the segment is the object that createSequencePlayer was given.
func (p *Player) addSegmentMarker(f goja.FunctionCall) goja.Value {
	p.command("addMarker", "AddMarkerSequencePlayer", f.Argument(0), f.Argument(1))
	i := slices.IndexFunc(p.segments, func(o segment) bool { return o.object.StrictEquals(f.Argument(1)) })
	if i < 0 {
		p.s.Warn(diag.CodeArgument, "addMarker: the segment is none of the objects that createSequencePlayer was given: no marker is set")
		return goja.Undefined()
	}
	p.markless = p.segments[i].markless
	p.mark(f.Argument(0), i)
	return goja.Undefined()
}
