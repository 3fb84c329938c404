// Asks about telemetry on every page, and shows on the settings page what holds.
import { settings, start, status } from './telemetry-banner.js';

const STATES = {
  granted: 'Telemetry is on. The first part of the address of each page that you open here is counted, and nothing else.',
  denied: 'Telemetry is off. You have refused.',
  undecided: 'Telemetry is off. You have not chosen yet.',
  'do-not-track': 'Telemetry is off. Your browser asks not to be tracked.',
  'no-collector': 'Telemetry is off. No collector is set, or whoever has started the dashboard has turned it off.',
  'no-storage': 'Telemetry is off. Your browser does not let this page keep a choice.',
};

function show() {
  const state = document.getElementById('telemetry-state');
  if (state) state.textContent = STATES[status().reason];
}

start({ collector: document.querySelector('meta[name=telemetry-collector]').content });
document.querySelector('footer').append(settings());
document.getElementById('telemetry-change')?.append(settings());
document.addEventListener('telemetrychange', show);
show();
