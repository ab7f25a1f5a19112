// Package asr is speech recognition: VoxEngine.createASR and the class ASR (behaviour page, section 6.7).
//
//	const asr = VoxEngine.createASR({profile: ASRProfileList.Google.en_US, singleUtterance: true});
//	asr.addEventListener(ASREvents.Result, (e) => Logger.write(`${e.text} ${e.confidence}`));
//	call.sendMediaTo(asr);
//
// What is said is known as text; when it is heard, and by which recogniser, is decided by [telephony.Recogniser]. Hints have nothing to
// improve. Whether the provider works is said by [session.Session.Services].
package asr

import (
	"strings"

	"github.com/dop251/goja"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
)

// Module declares createASR and the class ASR.
func Module() session.Module {
	return session.Module{
		Name: "asr",
		Funcs: []session.Func{{
			Name: "VoxEngine.createASR", Call: create,
			Missing: "the words are those that the far end says, in any language: filters, punctuation and further fields of results have no effect",
		}},
		Classes: []session.Class{{Name: "ASR", Methods: []session.Method{
			method("addEventListener", (*ASR).addEventListener),
			method("removeEventListener", (*ASR).removeEventListener),
			method("id", (*ASR).id),
			method("language", (*ASR).language),
			method("dictionary", (*ASR).dictionary),
			method("stop", (*ASR).stop),
		}}},
	}
}

// method adapts a method of ASR.
func method(name string, f func(*ASR, goja.FunctionCall) goja.Value) session.Method {
	return session.Method{Name: name, Call: func(_ *session.Session, self any, c goja.FunctionCall) goja.Value {
		return f(self.(*ASR), c)
	}}
}

// settings are what createASR is asked for.
type settings struct {
	language, dictionary goja.Value
	name                 string // of the profile in its list, or the language
	interim, single      bool
	wrong                string // why nothing can be recognised
	params               session.Fields
}

// The lists that profiles and models come from; SaluteSpeech has another default of singleUtterance (behaviour page, section
// 6.7).
const (
	profiles     = "ASRProfileList."
	models       = "ASRModelList."
	saluteSpeech = profiles + "SaluteSpeech."
)

// create is VoxEngine.createASR(parameters), or in its older form createASR(language, dictionary?).
func create(s *session.Session, c goja.FunctionCall) goja.Value {
	set := read(s, c)
	a := &ASR{s: s, settings: set, since: s.Scope().Now()}
	a.target = s.NewTarget(s.Token(43), "asr", nil)
	a.target.Object = s.NewInstance("ASR", a)
	a.recogniser = s.Network().Graph().NewRecogniser(telephony.RecogniserOptions{
		Name: a.target.ID, Interim: set.interim, SingleUtterance: set.single,
	}, a.recognised)
	args := make([]any, len(c.Arguments))
	for i, v := range c.Arguments {
		args[i] = v
	}
	s.Do(session.Command{
		Name: "createASR", Target: a.target.ID, Args: args,
		Native: "CreateASR", Params: []any{session.Fields{{Key: "id", Value: a.target.ID}}, set.params},
	})
	s.OnStop(a.recogniser.Stop)
	a.begin()
	return a.target.Object
}

// read reads the arguments. An object without a profile may have the older names lang and dict instead.
func read(s *session.Session, c goja.FunctionCall) settings {
	p, isObject := session.PlainObject(c.Argument(0))
	if !isObject {
		if !session.Given(c.Argument(0)) {
			s.VM().Throw("Error", "createASR: the profile parameter is missing")
		}
		return positional(s, c.Argument(0), c.Argument(1))
	}
	profile, lang := session.Prop(p, "profile"), session.Prop(p, "lang")
	if !session.Given(profile) {
		if !session.Given(lang) {
			s.VM().Throw("Error", "createASR: the profile parameter is missing")
		}
		s.Warn(diag.CodeArgument, "createASR: lang is an older parameter: give a profile of ASRProfileList")
		set := positional(s, lang, session.Prop(p, "dict"))
		set.interim, set.single = flag(p, "interimResults", false), flag(p, "singleUtterance", false)
		return set
	}
	name, wrong := constant(profile, profiles)
	set := settings{language: profile, dictionary: s.Value([]any{}), name: strings.TrimPrefix(name, profiles)}
	if wrong {
		set.wrong = "profile: a member of ASRProfileList is expected, not " + session.Describe(profile)
	}
	if model := session.Prop(p, "model"); session.Given(model) {
		if _, wrong := constant(model, models); wrong {
			s.Warn(diag.CodeArgument, "createASR: model: a member of ASRModelList is expected, not "+session.Describe(model))
		}
	}
	set.interim = flag(p, "interimResults", false)
	set.single = flag(p, "singleUtterance", strings.HasPrefix(name, saluteSpeech))
	set.params = session.Fields{
		{Key: "interimResults", Value: set.interim}, {Key: "model", Value: text(p, "model")},
		{Key: "profile", Value: profile}, {Key: "singleUtterance", Value: set.single},
	}
	return set
}

// positional is the older form: it recognises without a break (behaviour page, section 4.4).
func positional(s *session.Session, language, dictionary goja.Value) settings {
	set := settings{language: s.Value(language.String()), dictionary: dictionary, name: language.String()}
	switch list, isObject := session.PlainObject(dictionary); {
	case !session.Given(dictionary):
		set.dictionary = s.Value([]any{})
	case !isObject || list.ClassName() != "Array":
		set.dictionary = s.Value([]any{dictionary})
	}
	set.params = session.Fields{{Key: "dictionary", Value: set.dictionary}, {Key: "language", Value: set.language}}
	return set
}

// constant returns the name of a constant of a list; wrong is true for anything else.
func constant(v goja.Value, list string) (name string, wrong bool) {
	o, ok := jsvm.Self(v).(*session.Opaque)
	if !ok || !strings.HasPrefix(o.Name, list) {
		return "", true
	}
	return o.Name, false
}

func flag(p goja.Value, name string, standard bool) bool {
	if v := session.Prop(p, name); session.Given(v) {
		return v.ToBoolean()
	}
	return standard
}

func text(p goja.Value, name string) any {
	if v := session.Prop(p, name); session.Given(v) {
		return v
	}
	return nil
}
