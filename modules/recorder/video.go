package recorder

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/session"
)

// video is what is set of the video of a recording.
type video struct {
	conference session.MediaUnit // that of setConference; nil if it was not called
	priority   []any             // the Endpoints of setPriority
}

// kind is what a parameter may be.
type kind struct {
	says string
	fits func(goja.Value) bool
}

func one(of ...string) kind {
	return kind{strings.Join(of, ", "), func(v goja.Value) bool {
		text, ok := v.Export().(string)
		return ok && slices.Contains(of, text)
	}}
}

func class(says string, names ...string) kind {
	return kind{says, func(v goja.Value) bool {
		o, ok := session.PlainObject(v)
		return ok && slices.Contains(names, o.ClassName())
	}}
}

// export says by Go type what a parameter is.
func export[T any](says string) kind {
	return kind{says, func(v goja.Value) bool { _, ok := v.Export().(T); return ok }}
}

func number() kind {
	return kind{"a number", func(v goja.Value) bool {
		switch v.Export().(type) {
		case int64, float64:
			return true
		}
		return false
	}}
}

// updates are the parameters of update (vendor's reference of UpdateRecorderVideoParameters).
func updates() map[string]kind {
	list, vad := class("an array", "Array"), one("vad")
	return map[string]kind{
		"layout": one("grid", "tribune", "custom"), "layoutSettings": list,
		"layoutPriority": {"'vad' or an array", func(v goja.Value) bool { return vad.fits(v) || list.fits(v) }},
		"labels":         class("an object", "Object"), "vad": class("an object", "Object"),
		"background": export[string]("a string"), "direction": one("ltr", "rtl"),
		"objectFit": one("fill", "contain", "cover", "none"), "customData": class("an object", "Object", "Array"),
	}
}

// creation are the parameters of createRecorder's videoParameters, which has those of update, too (vendor's reference of
// RecorderVideoParameters).
func creation() map[string]kind {
	all := updates()
	all["mixing"] = export[bool]("a boolean")
	all["profile"] = one("NHD", "VGA", "HD", "FHD", "QHD", "4K")
	for _, name := range []string{"width", "height", "bitrate", "fps"} {
		all[name] = number()
	}
	return all
}

// readVideo reads the video parameters of createRecorder, under their present or their former name.
func (r *Recorder) readVideo(p goja.Value) {
	for _, name := range []string{"videoParameters", "videoopt"} {
		if o, ok := session.PlainObject(session.Prop(p, name)); ok {
			r.tape.Set("createRecorder", r.checked("createRecorder", o, creation()))
			return
		}
	}
}

// checked returns those of the parameters that are what they are to be, in their order, and warns of the others (assumed).
func (r *Recorder) checked(where string, o *goja.Object, allowed map[string]kind) session.Fields {
	kept := session.Fields{}
	for _, name := range o.Keys() {
		v := o.Get(name)
		k, known := allowed[name]
		switch {
		case !known:
			r.s.Warn(diag.CodeArgument, where+": there is no video parameter "+name)
		case !session.Given(v):
		case !k.fits(v):
			r.s.Warn(diag.CodeArgument, where+": the video parameter "+name+" is "+k.says+", not "+session.Describe(v)+": it is ignored")
		default:
			kept = append(kept, session.Field{Key: name, Value: v})
		}
	}
	return kept
}
