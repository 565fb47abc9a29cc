error-media-not-an-image = This is not a photo. Send a JPEG, PNG or WebP picture.
error-media-too-big = The photo is too big: { $maxMegabytes } MB at most.
