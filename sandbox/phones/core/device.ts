import { html } from 'htm/preact';
import type { ComponentChildren } from 'preact';
import { createStore, useStore } from './store.ts';

/** The devices of the page, from left to right. */
export const deviceNames = ['telegram', 'whatsapp', 'kaspi'] as const;

/** Which device. */
export type DeviceName = (typeof deviceNames)[number];

/** On a narrow screen: the device in sight. */
export const deviceInSight = createStore<DeviceName>('telegram');

/** What a device shows. */
export interface DeviceProps {
  readonly name: DeviceName;
  /** One word above the device, and the words that name it to readers. */
  readonly title: string;
  readonly label: string;
  /** Small switches above the device. */
  readonly bar?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One device: a bar of switches and the screen below. */
export function Device({ name, title, label, bar, children }: DeviceProps) {
  const isInSight = useStore(deviceInSight) === name;
  return html`<section id=${`device-${name}`} class=${`device device-${name} ${isInSight ? 'is-in-sight' : ''}`} aria-label=${label}>
    <div class="device-bar"><h2>${title}</h2>${bar}</div>
    <div class="screen">${children}</div>
  </section>`;
}

/** Brings a device into sight on a narrow screen. */
export function showDevice(name: DeviceName): void {
  document.getElementById(`device-${name}`)?.scrollIntoView({ block: 'nearest', inline: 'start' });
}
