package assemble

import (
	"strings"

	"voxemu/runtime/diag"
	"voxemu/runtime/peer"
	"voxemu/runtime/queues"
	"voxemu/runtime/service"
	"voxemu/runtime/session"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
)

// surroundings are what is around the scenarios of an application.
type surroundings struct {
	far      *telephony.FarEnds
	users    map[string]telephony.Subscriber
	peers    *peer.Peers
	services *service.Services
	audio    []session.AudioFile
	queues   *queues.Plan
}

// Surround builds what the project says of the world around the scenarios. What first says goes before; it may be nil.
func (a *Application) Surround(first *scenarios.Far) error {
	if first == nil {
		first = new(scenarios.Far)
	}
	app, s := a.project.Application, &a.around
	var err error
	if s.peers, err = webSockets(first.WebSockets, app.WebSockets); err != nil {
		return err
	}
	s.services = app.Servers.Services(first.Servers)
	s.audio = audioFiles(first.Files, app.Files)
	centre := app.Centre.Merge(first.Centre)
	if s.far, err = a.farEnds(first.Ends, app.Far, phones(centre)); err != nil {
		return err
	}
	plan, problem := centre.Plan()
	if problem != nil {
		problem.Source = a.opts.Text(problem.Pos.File)
		return problem
	}
	s.queues = plan
	s.users, err = users(app.Users, centre.Agents)
	return err
}

// FarEnds returns the far ends of calls; it is not to be changed.
func (a *Application) FarEnds() *telephony.FarEnds { return a.around.far }

// Users returns the users by name; nil stands for all there can be.
func (a *Application) Users() map[string]telephony.Subscriber { return a.around.users }

// Peers returns the far ends of WebSockets.
func (a *Application) Peers() *peer.Peers { return a.around.peers }

// CallerKind tells what a caller is, going by name, number or address: a user of the application, a SIP address, or a phone.
func (a *Application) CallerKind(from string) telephony.Kind {
	for _, u := range a.project.Application.Users {
		if u.Name == from {
			return telephony.User
		}
	}
	if strings.HasPrefix(from, "sip:") || strings.Contains(from, "@") {
		return telephony.SIP
	}
	if strings.Trim(from, "+0123456789") == "" {
		return telephony.PSTN
	}
	return telephony.User
}

// farEnds gathers the far ends of several files. Those of an earlier file come first.
func (a *Application) farEnds(files ...[]scenarios.FarEnd) (*telephony.FarEnds, error) {
	all := new(telephony.FarEnds)
	for _, list := range files {
		own := new(telephony.FarEnds)
		for _, far := range list {
			script, err := telephony.ParseScript(strings.Join(far.Steps, "\n"))
			if err != nil {
				return nil, err
			}
			end := telephony.FarEnd{Script: script, Offline: far.Online != nil && !*far.Online}
			if err := own.Add(far.Address, end); err != nil {
				return nil, &diag.Problem{
					Code: diag.CodeConfig, Message: err.Error(), Pos: far.Pos, Source: a.opts.Text(far.Pos.File), Err: err,
					Hint: "give each number, user:NAME or SIP address once",
				}
			}
			_ = all.Add(far.Address, end) // fails when an earlier file has it already
		}
	}
	return all, nil
}

// webSockets gathers the far ends of WebSockets of several files. Those of an earlier file come first.
func webSockets(files ...[]scenarios.FarEnd) (*peer.Peers, error) {
	all := new(peer.Peers)
	for _, list := range files {
		for _, far := range list {
			script, err := telephony.ParseSocketScript(strings.Join(far.Steps, "\n"))
			if err != nil {
				return nil, err
			}
			_ = all.Add(far.Address, peer.Peer{Script: script}) // fails when an earlier file has it already
		}
	}
	return all, nil
}

// audioFiles gathers the files that players find. Those of an earlier file come first.
func audioFiles(files ...[]scenarios.AudioFile) []session.AudioFile {
	var all []session.AudioFile
	for _, list := range files {
		for _, f := range list {
			all = append(all, session.AudioFile{Address: f.Address, Length: f.Length, After: f.After, Status: f.Status})
		}
	}
	return all
}

// phones are the phones of the agents of whom a file says what theirs does. The others' do what that of the user does.
func phones(c scenarios.Centre) []scenarios.FarEnd {
	var ends []scenarios.FarEnd
	for _, a := range c.Agents {
		if a.Steps != nil {
			ends = append(ends, scenarios.FarEnd{Address: "user:" + a.Name, Steps: a.Steps, Pos: a.Pos})
		}
	}
	return ends
}

// users makes the subscribers: users and agents. A project that names no user has whoever is called.
func users(list []scenarios.User, agents []scenarios.Agent) (map[string]telephony.Subscriber, error) {
	if len(list) == 0 {
		return nil, nil
	}
	users := map[string]telephony.Subscriber{}
	for _, a := range agents {
		users[a.Name] = telephony.Subscriber{Online: true}
	}
	for _, u := range list {
		script, err := telephony.ParseScript(strings.Join(u.Steps, "\n"))
		if err != nil {
			return nil, err
		}
		users[u.Name] = telephony.Subscriber{Online: u.Online, DisplayName: u.DisplayName, Script: script}
	}
	return users, nil
}
